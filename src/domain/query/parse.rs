//! Reading a query. One pass over the characters; every refusal says where, what was found and what is wanted.

use super::signs::*;
use super::vocabulary::*;
use super::*;
use crate::domain::procedure::Procedure;
use crate::domain::refusal::{Refusal, Why};
use std::cmp::Ordering;

/// Characters of the line that are shown back in a refusal.
const FOUND_SHOWN: usize = 40;

/// Reads a query. Refused with [`Why::QueryUnreadable`], whose place is counted in characters from 0.
pub fn parse(text: &str) -> Result<Query, Refusal> {
    parse_with(text, None)
}

/// Reads a query in which the levels of review may be called by the desk's own names for them.
pub fn parse_with(text: &str, procedure: Option<&Procedure>) -> Result<Query, Refusal> {
    let chars: Vec<char> = text.chars().take(LONGEST + 1).collect();
    let mut reader = Reader {
        chars,
        at: 0,
        procedure,
    };
    if reader.chars.len() > LONGEST {
        let limit = LONGEST as u64;
        return Err(reader.refuse(LONGEST, Wanted::Shorter { limit }));
    }
    if let Some(place) = reader
        .chars
        .iter()
        .position(|c| c.is_control() && !c.is_whitespace())
    {
        return Err(reader.refuse(place, Wanted::NoControl));
    }
    reader.query()
}

struct Reader<'a> {
    chars: Vec<char>,
    /// Index of the next character.
    at: usize,
    procedure: Option<&'a Procedure>,
}

/// A value as typed, and where.
struct Value {
    text: String,
    quoted: bool,
    at: usize,
}

impl Reader<'_> {
    fn query(&mut self) -> Result<Query, Refusal> {
        let mut query = Query::default();
        let mut count = 0;
        loop {
            while self.peek().is_some_and(char::is_whitespace) {
                self.at += 1;
            }
            let Some(first) = self.peek() else {
                return Ok(query);
            };
            let start = self.at;
            count += 1;
            if count > MOST_TERMS {
                let limit = MOST_TERMS as u64;
                return Err(self.refuse(start, Wanted::FewerTerms { limit }));
            }
            let negated = is_minus(first);
            if negated {
                self.at += 1;
            }
            if let Some(test) = self.test(negated, &mut query.sort)? {
                query.terms.push(Term { negated, test });
            }
        }
    }

    /// The test at this place; `None` when it was an order, which goes to `sort`.
    fn test(&mut self, negated: bool, sort: &mut Sort) -> Result<Option<Test>, Refusal> {
        let start = self.at;
        let Some(first) = self.peek().filter(|c| !c.is_whitespace()) else {
            return Err(self.refuse(start, Wanted::Words));
        };
        if is_minus(first) {
            return Err(self.refuse(start, Wanted::Words));
        }
        if is_quote(first) {
            return Ok(Some(Test::Phrase(self.words()?)));
        }
        if is_tilde(first) {
            self.at += 1;
            return Ok(Some(Test::Body(self.words()?)));
        }
        if is_hash(first) {
            self.at += 1;
            let value = self.value(Key::No, false)?;
            let n = self.number(&value)?;
            return Ok(Some(Test::No(NoTest::OneOf(vec![n]))));
        }
        let Some(end) = key_end(&self.chars[self.at..]) else {
            return Ok(Some(Test::Word(self.bare(false))));
        };
        let word: String = self.chars[self.at..self.at + end].iter().collect();
        let Some(key) = Key::from_word(&word) else {
            let known = Key::all().map(|key| in_script(key.words(), &word).to_owned());
            let known = known.collect();
            let near = near_miss(&narrow(&word), Key::all().flat_map(Key::words).copied());
            let near = near.map(str::to_owned);
            return Err(self.refuse(start, Wanted::Key { known, near }));
        };
        self.at += end;
        let compare = self.sign(key)?;
        if key == Key::Sort {
            if negated {
                let key = key.word().into();
                return Err(self.refuse(start, Wanted::MinusInside { key }));
            }
            self.order(sort)?;
            return Ok(None);
        }
        self.keyed(key, compare).map(Some)
    }

    /// The sign after a key.
    fn sign(&mut self, key: Key) -> Result<Compare, Refusal> {
        let start = self.at;
        // `due:<2h` is how other trackers write it.
        if self.peek().is_some_and(|c| narrow_char(c) == ':') {
            self.at += 1;
            let next = self.peek().map(narrow_char);
            if !(key.compares() && next.is_some_and(|c| is_sign(c) || is_title_mark(c))) {
                return Ok(Compare::Is);
            }
        }
        let sign = self.peek().map(narrow_char);
        self.at += 1;
        let compare = match sign {
            Some('<' | '《' | '〈') => Compare::Less,
            Some('≤' | '≦') => Compare::AtMost,
            Some('>' | '》' | '〉') => Compare::More,
            Some('≥' | '≧') => Compare::AtLeast,
            _ => return Ok(Compare::Is),
        };
        let or_equal = self.peek().is_some_and(|c| narrow_char(c) == '=');
        let compare = match compare {
            Compare::Less if or_equal => Compare::AtMost,
            Compare::More if or_equal => Compare::AtLeast,
            other => other,
        };
        if or_equal {
            self.at += 1;
        }
        if key.compares() {
            Ok(compare)
        } else {
            let key = key.word().into();
            Err(self.refuse(start, Wanted::Colon { key }))
        }
    }

    fn keyed(&mut self, key: Key, compare: Compare) -> Result<Test, Refusal> {
        Ok(match key {
            Key::Stage => {
                let procedure = self.procedure;
                Test::Stage(self.list(key, names(STAGES), |word| stage(word, procedure))?)
            }
            Key::Turn => Test::Turn(self.people(key)?),
            Key::By => Test::By(self.people(key)?),
            Key::Post => Test::Post(self.names(key)?),
            Key::Unit => Test::Unit(self.names(key)?),
            Key::Urgency => Test::Urgency(self.ordered(key, compare, URGENCIES, Urgency::cmp)?),
            // Better is more: A is the most reliable source.
            Key::Grade => Test::Grade(self.ordered(key, compare, GRADES, |a, b| b.cmp(a))?),
            Key::Channel => {
                Test::Channel(self.list(key, names(CHANNELS), |word| find(CHANNELS, word))?)
            }
            Key::Kind => Test::Kind(self.list(key, names(KINDS), |word| find(KINDS, word))?),
            Key::Is => Test::Is(self.list(key, names(FLAGS), |word| find(FLAGS, word))?),
            Key::Claim => {
                let known = names(CLAIM_KINDS).chain(names(STANDINGS));
                Test::Claim(self.list(key, known, claim)?)
            }
            Key::No if compare == Compare::Is => {
                let values = self.values(key)?;
                let numbers: Result<Vec<u64>, Refusal> =
                    values.iter().map(|value| self.number(value)).collect();
                Test::No(NoTest::OneOf(without_repeats(numbers?)))
            }
            Key::No => {
                let value = self.value(key, false)?;
                Test::No(NoTest::Beyond(compare, self.number(&value)?))
            }
            Key::Due | Key::Received => {
                let value = self.value(key, false)?;
                let Some(when) = time::read(&value.text, key == Key::Due) else {
                    let key = key.word().into();
                    return Err(self.refuse(value.at, Wanted::Time { key }));
                };
                let test = TimeTest { compare, when };
                if key == Key::Due {
                    Test::Due(test)
                } else {
                    Test::Received(test)
                }
            }
            Key::Pinyin => Test::Pinyin(self.value(key, false)?.text),
            Key::Body => Test::Body(self.value(key, false)?.text),
            Key::Title => {
                let value = self.value(key, false)?;
                if value.quoted || !reads_as_word(&value.text) {
                    Test::Phrase(value.text)
                } else {
                    Test::Word(value.text)
                }
            }
            Key::Sort => return Err(self.refuse(self.at, Wanted::Words)),
        })
    }

    /// `sort:deadline,-received`. A key that was given before adds nothing.
    fn order(&mut self, sort: &mut Sort) -> Result<(), Refusal> {
        for value in self.values(Key::Sort)? {
            let word = value.text.strip_prefix(is_minus);
            let by = self.known_value(
                Key::Sort,
                word.unwrap_or(&value.text),
                value.at,
                names(SORTS),
                |word| find(SORTS, word),
            )?;
            if !sort.0.iter().any(|key| key.by == by) {
                sort.0.push(SortKey {
                    by,
                    descending: word.is_some(),
                });
            }
        }
        Ok(())
    }

    /// Values of a fixed set.
    fn list<T: PartialEq>(
        &mut self,
        key: Key,
        known: impl Iterator<Item = Names> + Clone,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Vec<T>, Refusal> {
        let mut out = Vec::new();
        for value in self.values(key)? {
            out.push(self.known_value(key, &value.text, value.at, known.clone(), &read)?);
        }
        Ok(without_repeats(out))
    }

    /// Values of a fixed set with an order: a comparison becomes the list of what satisfies it.
    fn ordered<T: Copy + PartialEq>(
        &mut self,
        key: Key,
        compare: Compare,
        words: Words<T>,
        order: impl Fn(&T, &T) -> Ordering,
    ) -> Result<Vec<T>, Refusal> {
        let start = self.at;
        let values = self.list(key, names(words), |word| find(words, word))?;
        if compare == Compare::Is {
            return Ok(values);
        }
        let [edge] = values.as_slice() else {
            let key = key.word().into();
            return Err(self.refuse(start, Wanted::Colon { key }));
        };
        let all = || words.iter().map(|(value, _)| *value);
        let meant: Vec<T> = all()
            .filter(|value| compare.holds(order(value, edge)))
            .collect();
        if meant.is_empty() {
            // Nothing is beyond the last: the other values would have been sensible.
            let others = words.iter().filter(|(value, _)| value != edge);
            let known = others
                .filter_map(|(_, names)| names.first().map(|name| (*name).to_owned()))
                .collect();
            let key = key.word().into();
            let near = None;
            return Err(self.refuse(start, Wanted::Value { key, known, near }));
        }
        Ok(meant)
    }

    fn people(&mut self, key: Key) -> Result<Vec<Who>, Refusal> {
        let values = self.values(key)?.into_iter().map(|value| {
            if !value.quoted && is_me(&value.text) {
                Who::Me
            } else {
                Who::Named(value.text)
            }
        });
        Ok(without_repeats(values.collect()))
    }

    fn names(&mut self, key: Key) -> Result<Vec<String>, Refusal> {
        let values = self.values(key)?.into_iter().map(|value| value.text);
        Ok(without_repeats(values.collect()))
    }

    fn known_value<T>(
        &self,
        key: Key,
        word: &str,
        at: usize,
        known: impl Iterator<Item = Names>,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, Refusal> {
        read(word).ok_or_else(|| {
            let known: Vec<Names> = known.collect();
            let all = known.iter().flat_map(|names| names.iter().copied());
            let near = near_miss(&narrow(word), all).map(str::to_owned);
            let known = known.iter().map(|names| in_script(names, word).to_owned());
            let (key, known) = (key.word().into(), known.collect());
            self.refuse(at, Wanted::Value { key, known, near })
        })
    }

    fn number(&self, value: &Value) -> Result<u64, Refusal> {
        narrow(&value.text)
            .parse::<u64>()
            .ok()
            .filter(|_| value.text.chars().all(|c| narrow_char(c).is_ascii_digit()))
            .ok_or_else(|| {
                let key = Key::No.word().into();
                self.refuse(value.at, Wanted::Number { key })
            })
    }

    /// One value or several, with commas between.
    fn values(&mut self, key: Key) -> Result<Vec<Value>, Refusal> {
        let mut values = vec![self.value(key, true)?];
        while self.peek().is_some_and(is_separator) {
            self.at += 1;
            values.push(self.value(key, true)?);
        }
        Ok(values)
    }

    /// One value. `in_list`: a comma ends it.
    fn value(&mut self, key: Key, in_list: bool) -> Result<Value, Refusal> {
        let at = self.at;
        let quoted = self.peek().is_some_and(is_quote);
        let text = if quoted {
            self.in_quotes(in_list)?
        } else {
            self.bare(in_list)
        };
        if text.trim().is_empty() {
            let key = key.word().into();
            return Err(self.refuse(at, Wanted::SomeValue { key }));
        }
        Ok(Value { text, quoted, at })
    }

    /// Words to look for, quoted or up to the next space.
    fn words(&mut self) -> Result<String, Refusal> {
        let at = self.at;
        let text = if self.peek().is_some_and(is_quote) {
            self.in_quotes(false)?
        } else {
            self.bare(false)
        };
        if text.trim().is_empty() {
            return Err(self.refuse(at, Wanted::Words));
        }
        Ok(text)
    }

    fn bare(&mut self, in_list: bool) -> String {
        let rest = &self.chars[self.at..];
        let end = rest
            .iter()
            .position(|c| c.is_whitespace() || (in_list && is_separator(*c)))
            .unwrap_or(rest.len());
        self.at += end;
        rest[..end].iter().collect()
    }

    /// What stands in quotes; `\` before a quote or another `\` takes it as it is.
    fn in_quotes(&mut self, in_list: bool) -> Result<String, Refusal> {
        let start = self.at;
        let curly = matches!(self.peek(), Some('“' | '”'));
        let closes = |c: char| is_quote(c) && matches!(c, '“' | '”') == curly;
        self.at += 1;
        let mut text = String::new();
        loop {
            let Some(c) = self.peek() else {
                return Err(self.refuse(start, Wanted::ClosingQuote));
            };
            self.at += 1;
            if closes(c) {
                break;
            }
            match self.peek() {
                Some(next) if c == '\\' && (next == '\\' || is_quote(next)) => {
                    text.push(next);
                    self.at += 1;
                }
                _ => text.push(c),
            }
        }
        let ends = |c: char| c.is_whitespace() || (in_list && is_separator(c));
        if self.peek().is_none_or(ends) {
            Ok(text)
        } else {
            Err(self.refuse(self.at, Wanted::Space))
        }
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn refuse(&self, at: usize, wanted: Wanted) -> Refusal {
        let rest = self.chars.get(at..).unwrap_or_default();
        let found = match rest.first() {
            Some(c) if c.is_control() && !c.is_whitespace() => format!("U+{:04X}", u32::from(*c)),
            _ => rest
                .iter()
                .take_while(|c| !c.is_whitespace())
                .take(FOUND_SHOWN)
                .collect(),
        };
        Why::QueryUnreadable {
            at: at as u64,
            found,
            wanted: wanted.into(),
        }
        .into()
    }
}

/// `data`, `contradicted`, `data/contradicted`, in either order.
fn claim(word: &str) -> Option<ClaimTest> {
    let kind = |word: &str| find(CLAIM_KINDS, word);
    let standing = |word: &str| find(STANDINGS, word);
    let mut test = ClaimTest {
        kind: None,
        standing: None,
    };
    for part in word.split(['/', '／']) {
        if let (Some(it), None) = (kind(part), test.kind) {
            test.kind = Some(it);
        } else if let (Some(it), None) = (standing(part), test.standing) {
            test.standing = Some(it);
        } else {
            return None;
        }
    }
    Some(test)
}

fn without_repeats<T: PartialEq>(values: Vec<T>) -> Vec<T> {
    let mut out: Vec<T> = Vec::with_capacity(values.len());
    for value in values {
        if !out.contains(&value) {
            out.push(value);
        }
    }
    out
}
