//! What a use case sees of the database: one transaction, SQL in the common dialect, plain values.

use std::borrow::Cow;

use super::StoreError;

/// The two engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// One file, one writer.
    Sqlite,
    /// A server, possibly shared by several programs.
    Postgres,
}

/// One transaction. A statement that fails spoils it: whatever the code makes of the error, later
/// statements fail too and nothing is kept. PostgreSQL works so; SQLite is made to.
pub trait Tx {
    /// Which engine runs it, for the few statements that differ.
    fn engine(&self) -> Engine;

    /// Runs a statement that answers with no rows; the number of rows it changed.
    fn exec(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError>;

    /// Runs a statement and collects all its rows.
    fn rows(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, StoreError>;

    /// The first row of the answer, if there is one.
    fn one(&mut self, sql: &str, values: &[Value<'_>]) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(sql, values)?.into_iter().next())
    }
}

/// A value on its way in or out. Text is borrowed where it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// A whole number; also a time in milliseconds, and 1 or 0 for yes or no.
    Int(i64),
    /// Text without NUL.
    Text(Cow<'a, str>),
    /// Bytes.
    Blob(Cow<'a, [u8]>),
}

/// The values of a statement: `values![seq, name, None::<i64>]`.
macro_rules! values {
    () => { &[] as &[$crate::store::Value<'_>] };
    ($($value:expr),+ $(,)?) => { &[$($crate::store::Value::from($value)),+] };
}
pub(crate) use values;

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Value::Int(number)
    }
}

impl From<i32> for Value<'_> {
    fn from(number: i32) -> Self {
        Value::Int(number.into())
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Value::Int(number.into())
    }
}

impl From<bool> for Value<'_> {
    fn from(yes: bool) -> Self {
        Value::Int(yes.into())
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text))
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Value::Blob(Cow::Borrowed(bytes))
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl<'a> From<&'a Option<String>> for Value<'a> {
    fn from(value: &'a Option<String>) -> Self {
        Value::from(value.as_deref())
    }
}

/// PostgreSQL takes no NUL in text, so that neither engine does.
pub(super) fn check_storable(values: &[Value<'_>]) -> Result<(), StoreError> {
    let nul = |value: &Value<'_>| matches!(value, Value::Text(text) if text.contains('\0'));
    match values.iter().position(nul) {
        Some(index) => Err(StoreError::Value { place: index + 1 }),
        None => Ok(()),
    }
}

/// One row of an answer. Columns are counted from 0 in the order of the `SELECT`; a column of another
/// kind than asked for is [`StoreError::Column`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(Vec<Value<'static>>);

impl Row {
    pub(super) fn new(values: Vec<Value<'static>>) -> Self {
        Self(values)
    }

    /// The values as they came.
    pub fn values(&self) -> &[Value<'static>] {
        &self.0
    }

    /// A whole number.
    pub fn int(&self, index: usize) -> Result<i64, StoreError> {
        match self.0.get(index) {
            Some(Value::Int(number)) => Ok(*number),
            _ => Err(wrong(index, "a number")),
        }
    }

    /// A whole number or nothing.
    pub fn opt_int(&self, index: usize) -> Result<Option<i64>, StoreError> {
        match self.0.get(index) {
            Some(Value::Null) => Ok(None),
            Some(Value::Int(number)) => Ok(Some(*number)),
            _ => Err(wrong(index, "a number or nothing")),
        }
    }

    /// Yes or no, stored as 1 or 0.
    pub fn flag(&self, index: usize) -> Result<bool, StoreError> {
        match self.0.get(index) {
            Some(Value::Int(0)) => Ok(false),
            Some(Value::Int(1)) => Ok(true),
            _ => Err(wrong(index, "1 or 0")),
        }
    }

    /// Text.
    pub fn text(&self, index: usize) -> Result<&str, StoreError> {
        match self.0.get(index) {
            Some(Value::Text(text)) => Ok(text),
            _ => Err(wrong(index, "text")),
        }
    }

    /// Text or nothing.
    pub fn opt_text(&self, index: usize) -> Result<Option<&str>, StoreError> {
        match self.0.get(index) {
            Some(Value::Null) => Ok(None),
            Some(Value::Text(text)) => Ok(Some(text)),
            _ => Err(wrong(index, "text or nothing")),
        }
    }

    /// Text, moved out of the row: what is left in its place is nothing.
    pub fn take_text(&mut self, index: usize) -> Result<String, StoreError> {
        let slot = self.0.get_mut(index).ok_or(wrong(index, "text"))?;
        match std::mem::replace(slot, Value::Null) {
            Value::Text(text) => Ok(text.into_owned()),
            other => {
                *slot = other;
                Err(wrong(index, "text"))
            }
        }
    }

    /// Text or nothing, moved out of the row.
    pub fn take_opt_text(&mut self, index: usize) -> Result<Option<String>, StoreError> {
        match self.0.get(index) {
            Some(Value::Null) => Ok(None),
            _ => self.take_text(index).map(Some),
        }
    }

    /// Bytes.
    pub fn blob(&self, index: usize) -> Result<&[u8], StoreError> {
        match self.0.get(index) {
            Some(Value::Blob(bytes)) => Ok(bytes),
            _ => Err(wrong(index, "bytes")),
        }
    }
}

fn wrong(index: usize, wanted: &'static str) -> StoreError {
    StoreError::Column { index, wanted }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_another_kind_is_an_error_and_not_a_guess() {
        let row = Row::new(vec![Value::Int(2), Value::from("3"), Value::Null]);
        assert_eq!(row.int(0), Ok(2));
        assert_eq!(row.flag(0), Err(wrong(0, "1 or 0")));
        assert_eq!(row.int(1), Err(wrong(1, "a number")));
        assert_eq!(row.text(2), Err(wrong(2, "text")));
        assert_eq!(row.opt_text(2), Ok(None));
        assert_eq!(row.opt_int(3), Err(wrong(3, "a number or nothing")));
    }

    #[test]
    fn text_is_moved_out_of_a_row_once() {
        let mut row = Row::new(vec![Value::from("来稿".to_string())]);
        assert_eq!(row.take_opt_text(0), Ok(Some("来稿".into())));
        assert_eq!(row.take_opt_text(0), Ok(None));
    }
}
