//! Passwords, tokens, sealed notes: what is not in the log. Only hashes of secrets are kept.

use crate::domain::id::{ItemId, PersonId, SealedId, TokenId};
use crate::domain::moment::Moment;
use crate::store::{Row, StoreError, Tx, values};

/// A token as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    pub id: TokenId,
    pub person: PersonId,
    /// SHA-256 of the secret half, hex.
    pub hash: String,
    pub label: String,
    pub issued_at: Moment,
    pub expires_at: Moment,
    pub revoked_at: Option<Moment>,
}

/// The argon2id hash of a person's password.
pub fn password(tx: &mut dyn Tx, person: PersonId) -> Result<Option<String>, StoreError> {
    let row = tx.one(
        "SELECT hash FROM password WHERE person = $1",
        values![person.to_string()],
    )?;
    row.map(|row| Ok(row.text(0)?.to_owned())).transpose()
}

/// Sets it.
pub fn put_password(tx: &mut dyn Tx, person: PersonId, hash: &str) -> Result<(), StoreError> {
    tx.exec(
        "INSERT INTO password (person, hash) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET hash = excluded.hash",
        values![person.to_string(), hash],
    )?;
    Ok(())
}

/// Keeps a new token.
pub fn put_token(tx: &mut dyn Tx, token: &TokenRow) -> Result<(), StoreError> {
    tx.exec(
        "INSERT INTO token (id, person, hash, label, issued_at, expires_at, revoked_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        values![
            token.id.to_string(),
            token.person.to_string(),
            &token.hash,
            &token.label,
            token.issued_at.millis(),
            token.expires_at.millis(),
            token.revoked_at.map_or(0, Moment::millis)
        ],
    )?;
    Ok(())
}

const TOKEN: &str = "SELECT id, person, hash, label, issued_at, expires_at, revoked_at FROM token";

fn token_row(row: &Row) -> Result<TokenRow, StoreError> {
    let id = |index: usize| {
        let text = row.text(index)?;
        text.parse::<ulid::Ulid>()
            .map_err(|error| StoreError::Damaged {
                table: "token",
                detail: error.to_string(),
            })
    };
    let revoked = row.int(6)?;
    Ok(TokenRow {
        id: TokenId(id(0)?),
        person: PersonId(id(1)?),
        hash: row.text(2)?.to_owned(),
        label: row.text(3)?.to_owned(),
        issued_at: Moment::from_millis(row.int(4)?),
        expires_at: Moment::from_millis(row.int(5)?),
        revoked_at: (revoked != 0).then(|| Moment::from_millis(revoked)),
    })
}

/// The token with this public half.
pub fn token(tx: &mut dyn Tx, id: TokenId) -> Result<Option<TokenRow>, StoreError> {
    tx.one(&format!("{TOKEN} WHERE id = $1"), values![id.to_string()])?
        .as_ref()
        .map(token_row)
        .transpose()
}

/// A person's tokens, newest first.
pub fn tokens_of(tx: &mut dyn Tx, person: PersonId) -> Result<Vec<TokenRow>, StoreError> {
    tx.rows(
        &format!("{TOKEN} WHERE person = $1 ORDER BY issued_at DESC, id DESC"),
        values![person.to_string()],
    )?
    .iter()
    .map(token_row)
    .collect()
}

/// Ends a token from now on. `false` when it had ended already.
pub fn revoke_token(tx: &mut dyn Tx, id: TokenId, at: Moment) -> Result<bool, StoreError> {
    let changed = tx.exec(
        "UPDATE token SET revoked_at = $2 WHERE id = $1 AND revoked_at = 0",
        values![id.to_string(), at.millis()],
    )?;
    Ok(changed > 0)
}

/// Keeps a sealed note's words.
pub fn put_sealed(
    tx: &mut dyn Tx,
    id: SealedId,
    item: ItemId,
    body: &str,
) -> Result<(), StoreError> {
    tx.exec(
        "INSERT INTO sealed (id, item, body) VALUES ($1, $2, $3)",
        values![id.to_string(), item.to_string(), body],
    )?;
    Ok(())
}

/// A sealed note's words. The caller logs the reading in the same transaction.
pub fn sealed(tx: &mut dyn Tx, id: SealedId) -> Result<Option<String>, StoreError> {
    let row = tx.one(
        "SELECT body FROM sealed WHERE id = $1",
        values![id.to_string()],
    )?;
    row.map(|row| Ok(row.text(0)?.to_owned())).transpose()
}

/// The answer kept for a request: the fingerprint of its body, and the answer.
pub fn answer(
    tx: &mut dyn Tx,
    person: PersonId,
    key: &str,
) -> Result<Option<(String, String)>, StoreError> {
    let row = tx.one(
        "SELECT fingerprint, body FROM idempotency WHERE who = $1 AND key = $2",
        values![person.to_string(), key],
    )?;
    row.map(|row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned())))
        .transpose()
}

/// Keeps an answer.
pub fn keep_answer(
    tx: &mut dyn Tx,
    person: PersonId,
    key: &str,
    fingerprint: &str,
    body: &str,
    at: Moment,
) -> Result<(), StoreError> {
    tx.exec(
        "INSERT INTO idempotency (who, key, fingerprint, status, body, at) VALUES ($1, $2, $3, 200, $4, $5)",
        values![person.to_string(), key, fingerprint, body, at.millis()],
    )?;
    Ok(())
}

/// Lets go of answers older than this.
pub fn forget_answers(tx: &mut dyn Tx, before: Moment) -> Result<(), StoreError> {
    tx.exec(
        "DELETE FROM idempotency WHERE at < $1",
        values![before.millis()],
    )?;
    Ok(())
}
