//! Name and password. What lies under this screen stays as it was: a token that ran out costs nobody their place.

use super::effect::{Request, Secret, Slot};
use super::form::{Entry, Filled, Form};
use super::message::{Failure, Reply};
use super::part::Part;
use super::shared::Shared;
use super::step::Step;
use crate::messages::{Phrase, tui_frame as say};
use crate::tui::field::Field;
use crate::tui::input::{Action, Scope};

/// Logging in.
#[derive(Debug)]
pub struct LoginScreen {
    pub form: Form,
    /// The server is being asked.
    pub asking: bool,
    /// Why one has to log in (again).
    pub reason: Phrase,
}

impl LoginScreen {
    /// With a name filled in, when it is known.
    pub fn new(login: &str, reason: Phrase, shared: &Shared) -> Self {
        let entries = vec![
            Entry::line("login", say::LOGIN_NAME, login).required(),
            Entry::secret("password", say::PASSWORD).required(),
        ];
        let mut form = Form::new("", entries, shared);
        form.focus = usize::from(!login.is_empty());
        LoginScreen {
            form,
            asking: false,
            reason,
        }
    }
}

impl Part for LoginScreen {
    fn scopes(&self, _: &Shared) -> Vec<Scope> {
        self.form.scopes()
    }

    fn field(&mut self) -> Option<&mut Field> {
        self.form.field()
    }

    fn action(&mut self, shared: &mut Shared, action: Action) -> Vec<Step> {
        if self.form.action(action) != Filled::Submit || self.asking || !self.form.check(shared) {
            return Vec::new();
        }
        let login = self.form.text("login").to_owned();
        let password = match self.form.entry("password").map(|entry| &entry.value) {
            // Blanks around a password belong to it.
            Some(super::form::Value::Text(field, _)) => field.text().to_owned(),
            _ => String::new(),
        };
        self.asking = true;
        vec![
            shared
                .fetch(
                    Slot::Login,
                    Request::Login {
                        login,
                        password: Secret(password),
                    },
                )
                .into(),
        ]
    }

    fn reply(
        &mut self,
        shared: &mut Shared,
        slot: Slot,
        reply: &Result<Reply, Failure>,
    ) -> Vec<Step> {
        if slot != Slot::Login {
            return Vec::new();
        }
        self.asking = false;
        match reply {
            // The model takes the session in.
            Ok(_) => vec![Step::Back],
            Err(failure) => {
                if let Some(entry) = self.form.entry_mut("password") {
                    entry.value = super::form::Value::Text(Field::secret(), 1);
                }
                self.form.fault("password", failure.sentence(shared.lang));
                Vec::new()
            }
        }
    }

    fn back(&mut self, _: &mut Shared) -> Option<Vec<Step>> {
        // There is nothing behind it to go back to without a token.
        Some(Vec::new())
    }

    fn hints(&self, _: &Shared) -> Vec<Action> {
        vec![Action::Accept, Action::NextField, Action::Language]
    }
}
