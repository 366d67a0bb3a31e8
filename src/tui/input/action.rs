//! Everything a person can do, in one table.
//!
//! Names are what keymap files, the palette and the logs call an action; titles and help come from
//! [`crate::messages::actions`]. Keys, footers, help, the palette and the printed card are all made from this table.

use super::scope::Scope;
use crate::messages::{Lang, Phrase, actions as said};

/// What an act can do to the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Danger {
    /// Changes nothing, or only what this person sees.
    Safe,
    /// Writes, and can be taken back.
    Undoable,
    /// Cannot be taken back, or leaves a mark that stays: always asked about first.
    Confirmed,
}

/// Where help and the key card list an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// From anywhere.
    Anywhere,
    /// Going to a screen.
    Go,
    /// Moving in lists and texts.
    Move,
    /// The queue.
    Queue,
    /// Triage.
    Intake,
    /// Verdicts.
    Review,
    /// An item on screen.
    Item,
    /// Claims and evidence.
    Verify,
    /// Versions and their differences.
    Versions,
    /// Threads and suggestions.
    Talk,
    /// What is unsent.
    Outbox,
    /// Posts and people.
    Posts,
    /// Forms and questions.
    Form,
    /// Typing.
    Text,
}

impl Group {
    /// Every group, in the order of help.
    pub const ALL: &[Group] = &[
        Group::Anywhere,
        Group::Go,
        Group::Move,
        Group::Queue,
        Group::Intake,
        Group::Review,
        Group::Item,
        Group::Verify,
        Group::Versions,
        Group::Talk,
        Group::Outbox,
        Group::Posts,
        Group::Form,
        Group::Text,
    ];

    /// Its heading.
    pub const fn title(self) -> Phrase {
        match self {
            Group::Anywhere => said::GROUP_ANYWHERE,
            Group::Go => said::GROUP_GO,
            Group::Move => said::GROUP_MOVE,
            Group::Queue => said::GROUP_QUEUE,
            Group::Intake => said::GROUP_INTAKE,
            Group::Review => said::GROUP_REVIEW,
            Group::Item => said::GROUP_ITEM,
            Group::Verify => said::GROUP_VERIFY,
            Group::Versions => said::GROUP_VERSIONS,
            Group::Talk => said::GROUP_TALK,
            Group::Outbox => said::GROUP_OUTBOX,
            Group::Posts => said::GROUP_POSTS,
            Group::Form => said::GROUP_FORM,
            Group::Text => said::GROUP_TEXT,
        }
    }

    /// Whether the palette offers its actions. Moving, typing and answering are done by key or not at all.
    pub const fn in_palette(self) -> bool {
        !matches!(self, Group::Move | Group::Form | Group::Text)
    }
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionSpec {
    /// The action.
    pub action: Action,
    /// Its name in keymap files.
    pub name: &'static str,
    /// The scopes whose tables may bind it. It applies there and in the scopes within them.
    pub scopes: &'static [Scope],
    /// What it can do to the work.
    pub danger: Danger,
    /// Where help lists it.
    pub group: Group,
    /// What a footer calls it.
    pub title: Phrase,
    /// What the person gets from it.
    pub help: Phrase,
}

macro_rules! actions {
    ($($action:ident: $name:literal, [$($scope:ident),+], $danger:ident, $group:ident, $title:ident, $help:ident;)+) => {
        /// Something a person can do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(#[doc = concat!("`", $name, "`")] $action,)+
        }

        /// The table.
        pub const ACTIONS: &[ActionSpec] = &[
            $(ActionSpec {
                action: Action::$action,
                name: $name,
                scopes: &[$(Scope::$scope),+],
                danger: Danger::$danger,
                group: Group::$group,
                title: said::$title,
                help: said::$help,
            },)+
        ];
    };
}

actions! {
    Quit: "quit", [Global], Safe, Anywhere, QUIT, QUIT_HELP;
    Help: "help", [Global, Overlay], Safe, Anywhere, HELP, HELP_HELP;
    Palette: "palette", [Global], Safe, Anywhere, PALETTE, PALETTE_HELP;
    Undo: "undo", [Global], Safe, Anywhere, UNDO, UNDO_HELP;
    Back: "back", [Global, Overlay, Help, Confirm], Safe, Anywhere, BACK, BACK_HELP;
    Language: "switch-language", [Global, Overlay], Safe, Anywhere, LANGUAGE, LANGUAGE_HELP;
    Refresh: "refresh", [Global], Safe, Anywhere, REFRESH, REFRESH_HELP;
    Redraw: "redraw", [Global, Overlay], Safe, Anywhere, REDRAW, REDRAW_HELP;
    Copy: "copy", [Global], Safe, Anywhere, COPY, COPY_HELP;
    Layout: "toggle-layout", [Global], Safe, Anywhere, LAYOUT, LAYOUT_HELP;
    Notices: "notices", [Global], Safe, Anywhere, NOTICES, NOTICES_HELP;
    LogOut: "log-out", [Global], Safe, Anywhere, LOG_OUT, LOG_OUT_HELP;

    GoQueue: "go-queue", [Global], Safe, Go, GO_QUEUE, GO_QUEUE_HELP;
    GoIntake: "go-intake", [Global], Safe, Go, GO_INTAKE, GO_INTAKE_HELP;
    GoPosts: "go-posts", [Global], Safe, Go, GO_POSTS, GO_POSTS_HELP;
    GoOutbox: "go-outbox", [Global], Safe, Go, GO_OUTBOX, GO_OUTBOX_HELP;

    MoveUp: "move-up", [List, Overlay, Help, Confirm, Choice, Palette], Safe, Move, MOVE_UP, MOVE_UP_HELP;
    MoveDown: "move-down", [List, Overlay, Help, Confirm, Choice, Palette], Safe, Move, MOVE_DOWN, MOVE_DOWN_HELP;
    MoveLeft: "move-left", [List, Choice], Safe, Move, MOVE_LEFT, MOVE_LEFT_HELP;
    MoveRight: "move-right", [List, Choice], Safe, Move, MOVE_RIGHT, MOVE_RIGHT_HELP;
    PageUp: "page-up", [List, Overlay, Palette], Safe, Move, PAGE_UP, PAGE_UP_HELP;
    PageDown: "page-down", [List, Overlay, Palette], Safe, Move, PAGE_DOWN, PAGE_DOWN_HELP;
    HalfUp: "half-up", [List, Help, Confirm], Safe, Move, HALF_UP, HALF_UP_HELP;
    HalfDown: "half-down", [List, Help, Confirm], Safe, Move, HALF_DOWN, HALF_DOWN_HELP;
    First: "first", [List, Help, Confirm], Safe, Move, FIRST, FIRST_HELP;
    Last: "last", [List, Help, Confirm], Safe, Move, LAST, LAST_HELP;
    Open: "open", [List], Safe, Move, OPEN, OPEN_HELP;

    NextTab: "next-tab", [Queue], Safe, Queue, NEXT_TAB, NEXT_TAB_HELP;
    PrevTab: "prev-tab", [Queue], Safe, Queue, PREV_TAB, PREV_TAB_HELP;
    Tab1: "tab-1", [Queue], Safe, Queue, TAB_1, TAB_1_HELP;
    Tab2: "tab-2", [Queue], Safe, Queue, TAB_2, TAB_2_HELP;
    Tab3: "tab-3", [Queue], Safe, Queue, TAB_3, TAB_3_HELP;
    Tab4: "tab-4", [Queue], Safe, Queue, TAB_4, TAB_4_HELP;
    Tab5: "tab-5", [Queue], Safe, Queue, TAB_5, TAB_5_HELP;
    Tab6: "tab-6", [Queue], Safe, Queue, TAB_6, TAB_6_HELP;
    Tab7: "tab-7", [Queue], Safe, Queue, TAB_7, TAB_7_HELP;
    Tab8: "tab-8", [Queue], Safe, Queue, TAB_8, TAB_8_HELP;
    Tab9: "tab-9", [Queue], Safe, Queue, TAB_9, TAB_9_HELP;
    Mark: "mark", [Queue], Safe, Queue, MARK, MARK_HELP;
    MarkAll: "mark-all", [Queue], Safe, Queue, MARK_ALL, MARK_ALL_HELP;
    ClearMarks: "clear-marks", [Queue], Safe, Queue, CLEAR_MARKS, CLEAR_MARKS_HELP;
    Filter: "filter", [Queue], Safe, Queue, FILTER, FILTER_HELP;
    ClearFilter: "clear-filter", [Queue], Safe, Queue, CLEAR_FILTER, CLEAR_FILTER_HELP;
    Sort: "sort", [Queue], Safe, Queue, SORT, SORT_HELP;
    ExplainPlace: "explain-place", [Queue], Safe, Queue, EXPLAIN_PLACE, EXPLAIN_PLACE_HELP;
    Preview: "preview", [Queue], Safe, Queue, PREVIEW, PREVIEW_HELP;
    Jump: "jump", [Queue, Item], Safe, Queue, JUMP, JUMP_HELP;
    Repeat: "repeat", [Queue], Undoable, Queue, REPEAT, REPEAT_HELP;

    Promote: "promote", [Intake], Undoable, Intake, PROMOTE, PROMOTE_HELP;
    Merge: "merge", [Queue], Undoable, Intake, MERGE, MERGE_HELP;
    Urgent: "urgent", [Queue, Item], Undoable, Intake, URGENT, URGENT_HELP;
    Hold: "hold", [Queue, Item], Undoable, Intake, HOLD, HOLD_HELP;
    Resume: "resume", [Queue, Item], Undoable, Intake, RESUME, RESUME_HELP;
    Spike: "spike", [Queue, Item], Undoable, Intake, SPIKE, SPIKE_HELP;
    Unspike: "unspike", [Queue, Item], Undoable, Intake, UNSPIKE, UNSPIKE_HELP;
    NewSubmission: "new-submission", [Queue], Safe, Intake, NEW_SUBMISSION, NEW_SUBMISSION_HELP;

    Pass: "pass", [Queue, Item], Undoable, Review, PASS, PASS_HELP;
    Return: "return", [Queue, Item], Undoable, Review, RETURN, RETURN_HELP;
    Ready: "ready", [Queue, Item], Undoable, Review, READY, READY_HELP;
    Release: "release", [Queue, Item], Confirmed, Review, RELEASE, RELEASE_HELP;
    Retract: "retract", [Queue, Item], Confirmed, Review, RETRACT, RETRACT_HELP;
    AwaitVerification: "await-verification", [Item], Undoable, Review, AWAIT_VERIFICATION, AWAIT_VERIFICATION_HELP;
    Recommend: "recommend", [Item], Undoable, Review, RECOMMEND, RECOMMEND_HELP;
    Object: "object", [Item], Undoable, Review, OBJECT, OBJECT_HELP;
    LiftObjection: "lift-objection", [Item], Undoable, Review, LIFT_OBJECTION, LIFT_OBJECTION_HELP;
    Why: "why", [Queue, Item], Safe, Review, WHY, WHY_HELP;
    TakeOver: "take-over", [Queue, Item], Undoable, Review, TAKE_OVER, TAKE_OVER_HELP;
    NameReviewer: "name-reviewer", [Queue, Item], Undoable, Review, NAME_REVIEWER, NAME_REVIEWER_HELP;
    SignOff: "sign-off", [Queue, Item], Confirmed, Review, SIGN_OFF, SIGN_OFF_HELP;
    ConfirmSignOff: "confirm-sign-off", [Item], Confirmed, Review, CONFIRM_SIGN_OFF, CONFIRM_SIGN_OFF_HELP;
    DisownSignOff: "disown-sign-off", [Item], Confirmed, Review, DISOWN_SIGN_OFF, DISOWN_SIGN_OFF_HELP;
    DeclareInterest: "declare-interest", [Item], Confirmed, Review, DECLARE_INTEREST, DECLARE_INTEREST_HELP;

    PaneClaims: "pane-claims", [Item], Safe, Item, PANE_CLAIMS, PANE_CLAIMS_HELP;
    PaneThreads: "pane-threads", [Item], Safe, Item, PANE_THREADS, PANE_THREADS_HELP;
    PaneVersions: "pane-versions", [Item], Safe, Item, PANE_VERSIONS, PANE_VERSIONS_HELP;
    PaneHistory: "pane-history", [Item], Safe, Item, PANE_HISTORY, PANE_HISTORY_HELP;
    PaneChecklist: "pane-checklist", [Item], Safe, Item, PANE_CHECKLIST, PANE_CHECKLIST_HELP;
    PaneOriginal: "pane-original", [Item], Safe, Item, PANE_ORIGINAL, PANE_ORIGINAL_HELP;
    Widen: "widen", [Item], Safe, Item, WIDEN, WIDEN_HELP;
    FlipPane: "flip-pane", [Item, Posts], Safe, Item, FLIP_PANE, FLIP_PANE_HELP;
    Edit: "edit", [Item], Safe, Item, EDIT, EDIT_HELP;
    EditExternal: "edit-external", [Item, Form], Safe, Item, EDIT_EXTERNAL, EDIT_EXTERNAL_HELP;
    Select: "select", [Item], Safe, Item, SELECT, SELECT_HELP;
    SealNote: "seal-note", [Item], Safe, Item, SEAL_NOTE, SEAL_NOTE_HELP;
    ReadSealed: "read-sealed", [Item], Confirmed, Item, READ_SEALED, READ_SEALED_HELP;

    NextClaim: "next-claim", [Item], Safe, Verify, NEXT_CLAIM, NEXT_CLAIM_HELP;
    PrevClaim: "prev-claim", [Item], Safe, Verify, PREV_CLAIM, PREV_CLAIM_HELP;
    ClaimAdd: "claim-add", [Item], Undoable, Verify, CLAIM_ADD, CLAIM_ADD_HELP;
    EvidenceAdd: "evidence-add", [Verify], Undoable, Verify, EVIDENCE_ADD, EVIDENCE_ADD_HELP;
    ConflictView: "conflict-view", [Verify], Safe, Verify, CONFLICT_VIEW, CONFLICT_VIEW_HELP;
    Adjudicate: "adjudicate", [Verify], Undoable, Verify, ADJUDICATE, ADJUDICATE_HELP;
    Waive: "waive", [Verify], Undoable, Verify, WAIVE, WAIVE_HELP;
    SearchPrior: "search-prior", [Verify], Undoable, Verify, SEARCH_PRIOR, SEARCH_PRIOR_HELP;
    EvidenceRetract: "evidence-retract", [Verify], Confirmed, Verify, EVIDENCE_RETRACT, EVIDENCE_RETRACT_HELP;
    ClaimWithdraw: "claim-withdraw", [Verify], Confirmed, Verify, CLAIM_WITHDRAW, CLAIM_WITHDRAW_HELP;
    CheckFigures: "check-figures", [Item], Safe, Verify, CHECK_FIGURES, CHECK_FIGURES_HELP;

    Diff: "diff", [Item], Safe, Versions, DIFF, DIFF_HELP;
    VersionPrev: "version-prev", [Item], Safe, Versions, VERSION_PREV, VERSION_PREV_HELP;
    VersionNext: "version-next", [Item], Safe, Versions, VERSION_NEXT, VERSION_NEXT_HELP;
    NextChange: "next-change", [Diff], Safe, Versions, NEXT_CHANGE, NEXT_CHANGE_HELP;
    PrevChange: "prev-change", [Diff], Safe, Versions, PREV_CHANGE, PREV_CHANGE_HELP;

    ThreadAdd: "thread-add", [Item], Undoable, Talk, THREAD_ADD, THREAD_ADD_HELP;
    ThreadReply: "thread-reply", [Threads], Undoable, Talk, THREAD_REPLY, THREAD_REPLY_HELP;
    ThreadResolve: "thread-resolve", [Threads], Undoable, Talk, THREAD_RESOLVE, THREAD_RESOLVE_HELP;
    Suggest: "suggest", [Item], Undoable, Talk, SUGGEST, SUGGEST_HELP;
    AcceptSuggestion: "accept-suggestion", [Threads], Undoable, Talk, ACCEPT_SUGGESTION, ACCEPT_SUGGESTION_HELP;
    DeclineSuggestion: "decline-suggestion", [Threads], Undoable, Talk, DECLINE_SUGGESTION, DECLINE_SUGGESTION_HELP;

    Retry: "retry", [Outbox], Safe, Outbox, RETRY, RETRY_HELP;
    Compare: "compare", [Outbox], Safe, Outbox, COMPARE, COMPARE_HELP;
    Discard: "discard", [Outbox], Confirmed, Outbox, DISCARD, DISCARD_HELP;

    WeekPrev: "week-prev", [Posts], Safe, Posts, WEEK_PREV, WEEK_PREV_HELP;
    WeekNext: "week-next", [Posts], Safe, Posts, WEEK_NEXT, WEEK_NEXT_HELP;
    Today: "today", [Posts], Safe, Posts, TODAY, TODAY_HELP;


    Save: "save", [Form], Safe, Form, SAVE, SAVE_HELP;
    NextField: "next-field", [Form], Safe, Form, NEXT_FIELD, NEXT_FIELD_HELP;
    PrevField: "prev-field", [Form], Safe, Form, PREV_FIELD, PREV_FIELD_HELP;
    Toggle: "toggle", [Choice], Safe, Form, TOGGLE, TOGGLE_HELP;
    Accept: "accept", [Choice, Line], Safe, Form, ACCEPT, ACCEPT_HELP;
    Complete: "complete", [Filter], Safe, Form, COMPLETE, COMPLETE_HELP;
    Confirm: "confirm", [Confirm], Safe, Form, CONFIRM, CONFIRM_HELP;
    Deny: "deny", [Confirm], Safe, Form, DENY, DENY_HELP;

    TextLeft: "text-left", [Text], Safe, Text, TEXT_LEFT, TEXT_LEFT_HELP;
    TextRight: "text-right", [Text], Safe, Text, TEXT_RIGHT, TEXT_RIGHT_HELP;
    TextUp: "text-up", [Block], Safe, Text, TEXT_UP, TEXT_UP_HELP;
    TextDown: "text-down", [Block], Safe, Text, TEXT_DOWN, TEXT_DOWN_HELP;
    TextPageUp: "text-page-up", [Block], Safe, Text, TEXT_PAGE_UP, TEXT_PAGE_UP_HELP;
    TextPageDown: "text-page-down", [Block], Safe, Text, TEXT_PAGE_DOWN, TEXT_PAGE_DOWN_HELP;
    WordLeft: "word-left", [Text], Safe, Text, WORD_LEFT, WORD_LEFT_HELP;
    WordRight: "word-right", [Text], Safe, Text, WORD_RIGHT, WORD_RIGHT_HELP;
    LineStart: "line-start", [Text], Safe, Text, LINE_START, LINE_START_HELP;
    LineEnd: "line-end", [Text], Safe, Text, LINE_END, LINE_END_HELP;
    TextStart: "text-start", [Text], Safe, Text, TEXT_START, TEXT_START_HELP;
    TextEnd: "text-end", [Text], Safe, Text, TEXT_END, TEXT_END_HELP;
    DeleteLeft: "delete-left", [Text], Safe, Text, DELETE_LEFT, DELETE_LEFT_HELP;
    DeleteRight: "delete-right", [Text], Safe, Text, DELETE_RIGHT, DELETE_RIGHT_HELP;
    DeleteWord: "delete-word", [Text], Safe, Text, DELETE_WORD, DELETE_WORD_HELP;
    DeleteToStart: "delete-to-start", [Text], Safe, Text, DELETE_TO_START, DELETE_TO_START_HELP;
    DeleteToEnd: "delete-to-end", [Text], Safe, Text, DELETE_TO_END, DELETE_TO_END_HELP;
    DeleteWordRight: "delete-word-right", [Text], Safe, Text, DELETE_WORD_RIGHT, DELETE_WORD_RIGHT_HELP;
    Newline: "newline", [Block], Safe, Text, NEWLINE, NEWLINE_HELP;
    SelectLeft: "select-left", [Text], Safe, Text, SELECT_LEFT, SELECT_LEFT_HELP;
    SelectRight: "select-right", [Text], Safe, Text, SELECT_RIGHT, SELECT_RIGHT_HELP;
    SelectUp: "select-up", [Block], Safe, Text, SELECT_UP, SELECT_UP_HELP;
    SelectDown: "select-down", [Block], Safe, Text, SELECT_DOWN, SELECT_DOWN_HELP;
    SelectWordLeft: "select-word-left", [Text], Safe, Text, SELECT_WORD_LEFT, SELECT_WORD_LEFT_HELP;
    SelectWordRight: "select-word-right", [Text], Safe, Text, SELECT_WORD_RIGHT, SELECT_WORD_RIGHT_HELP;
    SelectAll: "select-all", [Text], Safe, Text, SELECT_ALL, SELECT_ALL_HELP;
    TextCut: "text-cut", [Text], Safe, Text, TEXT_CUT, TEXT_CUT_HELP;
    TextCopy: "text-copy", [Text], Safe, Text, TEXT_COPY, TEXT_COPY_HELP;
    TextPaste: "text-paste", [Text], Safe, Text, TEXT_PASTE, TEXT_PASTE_HELP;
    TextUndo: "text-undo", [Text], Safe, Text, TEXT_UNDO, TEXT_UNDO_HELP;
    TextRedo: "text-redo", [Text], Safe, Text, TEXT_REDO, TEXT_REDO_HELP;
}

impl Action {
    /// Its line of the table.
    pub const fn spec(self) -> &'static ActionSpec {
        // The table is made from the same list as the enum, in the same order.
        &ACTIONS[self as usize]
    }

    /// Its name in keymap files.
    pub const fn name(self) -> &'static str {
        self.spec().name
    }

    /// What a footer calls it.
    pub const fn title(self, lang: Lang) -> &'static str {
        self.spec().title.get(lang)
    }

    /// What the person gets from it.
    pub const fn help(self, lang: Lang) -> &'static str {
        self.spec().help.get(lang)
    }

    /// What it can do to the work.
    pub const fn danger(self) -> Danger {
        self.spec().danger
    }

    /// The action of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        ACTIONS
            .iter()
            .find(|spec| spec.name == name)
            .map(|spec| spec.action)
    }

    /// Which tab an action of the row `tab-1` to `tab-9` goes to, from 0.
    pub fn tab(self) -> Option<usize> {
        let first = Action::Tab1 as usize;
        (self as usize).checked_sub(first).filter(|tab| *tab < 9)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::text;

    #[test]
    fn every_action_finds_its_own_line() {
        let mut names = BTreeSet::new();
        for (index, spec) in ACTIONS.iter().enumerate() {
            assert_eq!(spec.action as usize, index);
            assert_eq!(spec.action.spec(), spec);
            assert_eq!(Action::from_name(spec.name), Some(spec.action));
            assert!(names.insert(spec.name), "{} twice", spec.name);
        }
    }

    #[test]
    fn names_are_plain_words_joined_by_hyphens() {
        for spec in ACTIONS {
            assert!(
                spec.name
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{}",
                spec.name
            );
        }
    }

    #[test]
    fn titles_fit_a_footer_and_helps_fit_a_line() {
        for spec in ACTIONS {
            assert!(
                text::cells(spec.title.zh) <= 12,
                "{}: {}",
                spec.name,
                spec.title.zh
            );
            assert!(
                text::cells(spec.title.en) <= 14,
                "{}: {}",
                spec.name,
                spec.title.en
            );
            for help in [spec.help.zh, spec.help.en] {
                assert!(text::cells(help) <= 72, "{}: {help}", spec.name);
                assert!(
                    !help.ends_with('.') && !help.ends_with('。'),
                    "{}: {help}",
                    spec.name
                );
            }
        }
    }

    #[test]
    fn what_cannot_be_taken_back_is_asked_about() {
        for action in [
            Action::Release,
            Action::SignOff,
            Action::Discard,
            Action::ReadSealed,
        ] {
            assert_eq!(action.danger(), Danger::Confirmed, "{}", action.name());
        }
    }

    #[test]
    fn the_tabs_are_counted_from_the_first() {
        assert_eq!(Action::Tab1.tab(), Some(0));
        assert_eq!(Action::Tab9.tab(), Some(8));
        assert_eq!(Action::Mark.tab(), None);
    }
}
