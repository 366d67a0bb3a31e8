//! `setup`: founding a desk, asked line by line.
//!
//! Each answer is judged by the rules themselves as it is given, so that what is refused is refused at once and with the
//! remedy. Nothing is written before the last question; then everything is, in one transaction.

use super::Context;
use super::address;
use super::args::SetupArgs;
use super::ask::Asker;
use super::failure::{FINE, Outcome, refusal_words, told};
use super::founding::{self, post_names};
use super::print::Table;
use crate::desk::{Founding, check_password, system_clock};
use crate::domain::moment::Moment;
use crate::domain::procedure::Procedure;
use crate::domain::refusal::Refusal;
use crate::domain::report::Bilingual;
use crate::domain::roster::{
    self, Duty, Team, TeamDraft, TeamPerson, TeamPost, TeamReport, TeamWarning,
};
use crate::messages::{Lang, cli, query::list_gap, refusal, setup as say, words};
use crate::store::DatabaseUrl;
use crate::text;
use std::collections::{BTreeMap, BTreeSet};
use ulid::Ulid;

/// `setup`.
pub async fn run(ctx: &Context, args: SetupArgs) -> Outcome {
    let url = address::to_found(ctx, args.database.as_deref(), args.data.as_deref())?;
    found(ctx, &url, &mut Asker::person(ctx.lang)).await?;
    Ok(FINE)
}

/// Asks for everything and founds the desk. Answers with the login of the first person named.
pub async fn found(
    ctx: &Context,
    url: &DatabaseUrl,
    asker: &mut Asker<'_>,
) -> anyhow::Result<Option<String>> {
    founding::refuse_second(ctx, url).await?;
    let lang = ctx.lang;
    let now = system_clock()();
    let procedure = Procedure::three_levels();
    let mut interview = Interview {
        asker,
        procedure,
        now,
        team: TeamDraft::default(),
        passwords: BTreeMap::new(),
        reviewing: 0,
    };
    let founding = interview.run(url)?;
    let first = founding.team.people.first().map(|it| it.login.clone());
    let without: Vec<String> = founding
        .team
        .people
        .iter()
        .filter(|it| !founding.passwords.contains_key(&it.login))
        .map(|it| it.login.clone())
        .collect();
    founding::found(url, founding).await?;
    asker.say(say::founded(lang, url))?;
    if !without.is_empty() {
        asker.say(say::token_people(lang, without.join(list_gap(lang))))?;
    }
    asker.say(say::NEXT.get(lang))?;
    Ok(first)
}

/// The questions, and what has been answered so far.
struct Interview<'i, 'a> {
    asker: &'i mut Asker<'a>,
    procedure: Procedure,
    now: Moment,
    team: TeamDraft,
    passwords: BTreeMap<String, String>,
    /// People who take part in reviews: the first of the team's list.
    reviewing: usize,
}

impl Interview<'_, '_> {
    fn lang(&self) -> Lang {
        self.asker.lang
    }

    fn levels(&self) -> usize {
        self.procedure.levels.len()
    }

    fn run(&mut self, url: &DatabaseUrl) -> anyhow::Result<Founding> {
        let lang = self.lang();
        self.asker
            .say(say::intro(lang, self.levels(), self.levels() + 1))?;
        let otherwise = words::bilingual(lang, &self.procedure.desk).to_owned();
        let name = self
            .asker
            .line_or(say::desk_name(lang, &otherwise), &otherwise)?;
        if name != otherwise {
            self.procedure.desk = Bilingual::new(&name, &name);
        }
        self.people()?;
        self.units()?;
        self.administrator()?;
        self.posts()?;
        self.asker.say(say::place(lang, url))?;
        if !self.asker.yes(say::CONFIRM.get(lang), Some(true))? {
            return Err(told(cli::STOPPED.get(lang)));
        }
        Ok(Founding {
            procedure: self.procedure.clone(),
            team: std::mem::take(&mut self.team),
            passwords: std::mem::take(&mut self.passwords),
        })
    }

    /// What the rules say of the part of the team whose fields begin so.
    fn faults(&self, team: &TeamDraft, part: &str) -> Vec<Refusal> {
        let judged = roster::set_up(team.clone(), &self.procedure, self.now, &mut Ulid::generate);
        let faults = judged.err().unwrap_or_default();
        let here = |it: &Refusal| {
            it.field
                .as_ref()
                .is_some_and(|field| field.starts_with(part))
        };
        faults.into_iter().filter(here).collect()
    }

    fn people(&mut self) -> anyhow::Result<()> {
        let lang = self.lang();
        self.asker.say(say::PEOPLE_HEADING.get(lang))?;
        loop {
            let place = self.team.people.len();
            let name = self.asker.line(say::person_name(lang, place + 1))?;
            if name.is_empty() {
                if place >= self.levels() {
                    self.reviewing = place;
                    return Ok(());
                }
                self.asker.say(say::not_yet(lang, place, self.levels()))?;
                continue;
            }
            let suggested = self.free_login(&text::initials(&name));
            self.person(name, suggested)?;
        }
    }

    /// A login that nobody has and the rules take, made from the letters of a name.
    fn free_login(&self, letters: &str) -> Option<String> {
        let fits = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let letters: String = letters.chars().filter(fits).take(20).collect();
        let taken = |login: &String| self.team.people.iter().any(|it| it.login == *login);
        let numbered = (2..100).map(|n| format!("{letters}{n}"));
        let mut all = std::iter::once(letters.clone()).chain(numbered);
        (!letters.is_empty()).then(|| all.find(|login| !taken(login)))?
    }

    /// Asks until the rules take the login, then for the password.
    fn person(&mut self, name: String, suggested: Option<String>) -> anyhow::Result<()> {
        let lang = self.lang();
        loop {
            let login = match &suggested {
                Some(login) => self.asker.line_or(say::login_or(lang, login), login)?,
                None => self.asker.line(say::LOGIN.get(lang))?,
            };
            let mut team = self.team.clone();
            team.people.push(TeamPerson {
                name: name.clone(),
                login: text::fold(&login),
                phone: String::new(),
            });
            let faults = self.faults(&team, &format!("people[{}]", team.people.len() - 1));
            if faults.is_empty() {
                self.password(&text::fold(&login))?;
                self.team = team;
                return Ok(());
            }
            self.tell(&faults)?;
            // Another login does not mend a name.
            if faults.iter().any(|it| {
                it.field
                    .as_ref()
                    .is_some_and(|field| field.ends_with(".name"))
            }) {
                return Ok(());
            }
        }
    }

    fn password(&mut self, login: &str) -> anyhow::Result<()> {
        let lang = self.lang();
        loop {
            let password = self.asker.new_secret(say::PASSWORD.get(lang))?;
            if password.is_empty() {
                return Ok(());
            }
            match check_password(&password) {
                Ok(()) => {
                    self.passwords.insert(login.to_owned(), password);
                    return Ok(());
                }
                Err(fault) => self.tell(&[fault])?,
            }
        }
    }

    fn tell(&mut self, faults: &[Refusal]) -> anyhow::Result<()> {
        for fault in faults {
            let sentence = refusal::sentence(self.lang(), &fault.why);
            self.asker.say(sentence)?;
        }
        Ok(())
    }

    fn units(&mut self) -> anyhow::Result<()> {
        let lang = self.lang();
        self.asker.say(say::UNITS_HEADING.get(lang))?;
        loop {
            let name = self.asker.line(say::UNIT.get(lang))?;
            if name.is_empty() {
                return Ok(());
            }
            let mut team = self.team.clone();
            team.units.push(name);
            let faults = self.faults(&team, &format!("units[{}]", team.units.len() - 1));
            if faults.is_empty() {
                self.team = team;
            } else {
                self.tell(&faults)?;
            }
        }
    }

    fn administrator(&mut self) -> anyhow::Result<()> {
        let lang = self.lang();
        self.asker.say(say::ADMIN_HEADING.get(lang))?;
        if !self.asker.yes(say::ADMIN.get(lang), Some(true))? {
            return Ok(());
        }
        let suggested = self.free_login("admin");
        self.person(say::ADMIN_NAME.get(lang).to_owned(), suggested)
    }

    fn posts(&mut self) -> anyhow::Result<()> {
        let lang = self.lang();
        let seats = roster::suggest_seats(self.reviewing, self.levels()).unwrap_or_default();
        self.team.posts = self.proposal(&seats);
        self.asker.say(say::POSTS_HEADING.get(lang))?;
        loop {
            let table = self.seat_table();
            for line in table.lines(None) {
                self.asker.say(line)?;
            }
            match roster::set_up(
                self.team.clone(),
                &self.procedure,
                self.now,
                &mut Ulid::generate,
            ) {
                Ok(Team { report, .. }) => {
                    self.report(&report)?;
                    if self.asker.yes(say::ACCEPT_SEATS.get(lang), Some(true))? {
                        return Ok(());
                    }
                }
                Err(faults) => {
                    self.asker.say(say::TEAM_REFUSED.get(lang))?;
                    for fault in &faults {
                        self.asker.say(refusal_words(fault, lang))?;
                    }
                }
            }
            self.choose_seats()?;
        }
    }

    /// Intake, drafting, a post for each further level, and the administrator's. Each falls back on the next level.
    fn proposal(&self, seats: &[(usize, usize)]) -> Vec<TeamPost> {
        let login = |place: usize| {
            let person = self.team.people.get(place);
            person.map(|it| it.login.clone()).unwrap_or_default()
        };
        let administered = self.team.people.len() > self.reviewing;
        let top = self.procedure.top();
        // Who types a submission in has a hand in it, so that sorting is done by those who draft and never by a
        // reviewer. With nobody to spare it falls back on the drafting post instead of having a B.
        let (drafter, _) = seats.first().copied().unwrap_or_default();
        let spare = self.reviewing.saturating_sub(seats.len());
        let second = seats.get(1).filter(|_| spare > 1).map(|(_, b)| login(*b));
        let mut posts = vec![TeamPost {
            name: post_names(say::INTAKE_ZH, say::INTAKE_EN),
            duties: BTreeSet::from([Duty::Triage]),
            level: None,
            fallback: Some(1),
            a: login(drafter),
            b: second,
        }];
        for (level, (a, b)) in self.procedure.levels.iter().zip(seats) {
            let place = posts.len();
            let last = level.no == top;
            let duties = match (level.no, last) {
                (1, _) => BTreeSet::from([Duty::Draft]),
                (_, false) => BTreeSet::from([Duty::Review]),
                (_, true) if administered => BTreeSet::from([Duty::Review, Duty::Release]),
                (_, true) => BTreeSet::from([Duty::Review, Duty::Release, Duty::Roster]),
            };
            let name = match level.no {
                1 => post_names(say::DRAFTING_ZH, say::DRAFTING_EN),
                _ => Bilingual::new(&format!("{}岗", level.name.zh), &level.name.en),
            };
            posts.push(TeamPost {
                name,
                duties,
                level: (level.no > 1).then_some(level.no),
                fallback: (!last).then_some(place + 1),
                a: login(*a),
                b: Some(login(*b)),
            });
        }
        if administered {
            posts.push(TeamPost {
                name: post_names(say::ADMINISTRATION_ZH, say::ADMINISTRATION_EN),
                duties: BTreeSet::from([Duty::Administer, Duty::Roster]),
                level: None,
                fallback: None,
                a: login(self.reviewing),
                b: None,
            });
        }
        posts
    }

    fn name_of(&self, login: &str) -> String {
        let person = self.team.people.iter().find(|it| it.login == login);
        person.map_or_else(
            || login.to_owned(),
            |it| cli::login_of(self.lang(), &it.login, &it.name),
        )
    }

    fn seat_table(&self) -> Table {
        let lang = self.lang();
        let head = [say::HEAD_POST, say::HEAD_A, say::HEAD_B].map(|it| it.get(lang));
        let mut table = Table::new(head);
        for post in &self.team.posts {
            let b = post.b.as_deref().map(|it| self.name_of(it));
            table.row([
                words::bilingual(lang, &post.name).to_owned(),
                self.name_of(&post.a),
                b.unwrap_or_else(|| say::NOBODY.get(lang).to_owned()),
            ]);
        }
        table
    }

    fn report(&mut self, report: &TeamReport) -> anyhow::Result<()> {
        let lang = self.lang();
        for warning in &report.warnings {
            let line = match warning {
                TeamWarning::JustEnough { people } => say::warning_just_enough(lang, people),
                TeamWarning::NoSecond { post } => say::warning_no_second(lang, post),
            };
            self.asker.say(line)?;
        }
        for blocked in &report.blocked_when_away {
            let levels: Vec<String> = blocked
                .levels
                .iter()
                .map(|no| words::level(lang, *no, Some(&self.procedure)))
                .collect();
            let levels = levels.join(list_gap(lang));
            self.asker
                .say(say::blocked_when_away(lang, &blocked.name, levels))?;
        }
        if report.blocked_when_away.is_empty() {
            self.asker.say(say::nobody_blocks(lang, report.people))?;
        }
        Ok(())
    }

    fn choose_seats(&mut self) -> anyhow::Result<()> {
        let lang = self.lang();
        self.asker.say(say::CHOOSE_SEATS.get(lang))?;
        for place in 0..self.team.posts.len() {
            let Some(post) = self.team.posts.get(place).cloned() else {
                continue;
            };
            let name = words::bilingual(lang, &post.name).to_owned();
            let a = self.seat(|it| say::seat_a(lang, &name, it), Some(&post.a), false)?;
            let b = self.seat(|it| say::seat_b(lang, &name, it), post.b.as_deref(), true)?;
            if let Some(post) = self.team.posts.get_mut(place) {
                post.a = a.unwrap_or_default();
                post.b = b;
            }
        }
        Ok(())
    }

    /// Asks for a person until somebody is named; an empty line leaves it as it was, and `-` leaves it empty.
    fn seat(
        &mut self,
        question: impl Fn(&str) -> String,
        present: Option<&str>,
        may_be_empty: bool,
    ) -> anyhow::Result<Option<String>> {
        let lang = self.lang();
        let nobody = say::NOBODY.get(lang);
        loop {
            let answer = self.asker.line(question(present.unwrap_or(nobody)))?;
            if answer.is_empty() {
                return Ok(present.map(str::to_owned));
            }
            if answer == nobody && may_be_empty {
                return Ok(None);
            }
            match self.called(&answer) {
                Some(login) => return Ok(Some(login)),
                None => self.asker.say(say::no_such_person(lang, &answer))?,
            }
        }
    }

    /// The login of whoever is called so: by login, by name, or by number in the list.
    fn called(&self, text: &str) -> Option<String> {
        let wanted = text::fold(text);
        let numbered = || {
            let place = text.parse::<usize>().ok()?.checked_sub(1)?;
            self.team.people.get(place)
        };
        let people = &self.team.people;
        let named = people
            .iter()
            .find(|it| it.login == wanted || text::fold(&it.name) == wanted);
        named.or_else(numbered).map(|it| it.login.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What an interview with these answers comes to, and what was said.
    fn interview(typed: &str) -> (anyhow::Result<Founding>, String) {
        let mut output = Vec::new();
        let result = {
            let mut asker = Asker::over(typed.as_bytes(), &mut output, Lang::En);
            let mut interview = Interview {
                asker: &mut asker,
                procedure: Procedure::three_levels(),
                now: "2026-11-23T06:00:00Z".parse().expect("a time"),
                team: TeamDraft::default(),
                passwords: BTreeMap::new(),
                reviewing: 0,
            };
            interview.run(&DatabaseUrl::sqlite("/tmp/desk.db"))
        };
        (result, String::from_utf8(output).expect("text"))
    }

    const SECRET: &str = "correct horse\ncorrect horse\n";

    fn people(names: &[&str]) -> String {
        let one = |name: &&str| format!("{name}\n{}\n{SECRET}", name.to_lowercase());
        names.iter().map(one).collect()
    }

    #[test]
    fn four_people_make_a_desk_that_no_single_absence_stops() {
        let people = people(&["Anna", "Ben", "Clara", "David"]);
        let (founding, said) = interview(&format!("\n{people}\nPort Office\n\nn\n\n\n"));
        let founding = founding.expect("a desk");
        assert_eq!(founding.team.people.len(), 4);
        assert_eq!(founding.passwords.len(), 4);
        assert_eq!(founding.team.units, ["Port Office"]);
        assert!(said.contains("no single absence stops the work"), "{said}");
    }

    #[test]
    fn three_people_are_told_whose_absence_makes_items_wait_and_where() {
        let people = people(&["Anna", "Ben", "Clara"]);
        let (founding, said) = interview(&format!("\n{people}\n\nn\n\n\n"));
        assert!(founding.is_ok());
        assert!(said.contains("just 3 people"), "{said}");
        assert!(
            said.contains("while Clara is away, items wait at: "),
            "{said}"
        );
    }

    #[test]
    fn two_people_cannot_review_and_are_told_why() {
        let two = people(&["Anna", "Ben"]);
        let (founding, said) = interview(&format!("\n{two}\n"));
        assert!(
            said.contains("There are 2 people and at least 3 are needed"),
            "{said}"
        );
        assert!(
            founding
                .expect_err("stopped")
                .to_string()
                .contains("nothing was written")
        );
    }

    #[test]
    fn what_is_refused_is_refused_at_once_and_asked_again() {
        let rest = people(&["Ben", "Clara"]);
        let typed = format!(
            "\nAnna\nAn na\nanna\nshort\nshort\n{SECRET}Anna B\nanna\nanna2\n{SECRET}{rest}\n\nn\n\n\n"
        );
        let (founding, said) = interview(&typed);
        let founding = founding.expect("a desk");
        let logins: Vec<&str> = founding
            .team
            .people
            .iter()
            .map(|it| it.login.as_str())
            .collect();
        assert_eq!(logins, ["anna", "anna2", "ben", "clara"]);
        assert!(
            said.contains("a-z 0-9 . - _") && said.contains("is taken"),
            "{said}"
        );
    }

    #[test]
    fn the_administrator_takes_no_part_in_reviews() {
        let people = people(&["Anna", "Ben", "Clara"]);
        let (founding, said) = interview(&format!("\n{people}\n\n\n\n{SECRET}\n\n"));
        let founding = founding.expect("a desk");
        assert_eq!(founding.team.people.len(), 4);
        let admin = founding.team.posts.last().expect("posts");
        assert!(admin.duties.contains(&Duty::Administer) && admin.a == "admin");
        assert!(said.contains("just 3 people"), "{said}");
    }

    #[test]
    fn seats_can_be_chosen_by_name_login_or_number() {
        let people = people(&["Anna", "Ben", "Clara", "David"]);
        // Intake 2 and nobody, drafting as proposed, recheck by name and number, audit as proposed.
        let typed = format!("\n{people}\n\nn\nn\n2\n-\n\n\nBen\n4\n\n\n\n\n");
        let (founding, said) = interview(&typed);
        let founding = founding.unwrap_or_else(|error| panic!("{error}\n{said}"));
        let seats: Vec<(&str, Option<&str>)> = founding
            .team
            .posts
            .iter()
            .map(|it| (it.a.as_str(), it.b.as_deref()))
            .collect();
        assert_eq!(seats[0], ("ben", None));
        assert_eq!(seats[2], ("ben", Some("david")));
    }

    #[test]
    fn a_procedure_of_another_number_of_levels_has_posts_for_all_of_them() {
        let mut procedure = Procedure::three_levels();
        let mut fourth = procedure.levels[2].clone();
        fourth.no = 4;
        fourth.name = Bilingual::new("终审", "Final audit");
        procedure.levels.push(fourth);
        let mut asker = Asker::over(&b""[..], Vec::new(), Lang::Zh);
        let mut interview = Interview {
            asker: &mut asker,
            procedure,
            now: "2026-11-23T06:00:00Z".parse().expect("a time"),
            team: TeamDraft::default(),
            passwords: BTreeMap::new(),
            reviewing: 6,
        };
        for name in ["a", "b", "c", "d", "e", "f"] {
            interview.team.people.push(TeamPerson {
                name: name.into(),
                login: name.into(),
                phone: String::new(),
            });
        }
        let seats = roster::suggest_seats(6, 4).expect("seats");
        interview.team.posts = interview.proposal(&seats);
        let judged = roster::set_up(
            interview.team.clone(),
            &interview.procedure,
            interview.now,
            &mut Ulid::generate,
        );
        let team = judged.expect("a legal team");
        assert_eq!(team.report.blocked_when_away, []);
    }
}
