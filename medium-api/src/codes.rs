//! Medium's error codes, as observed.
//!
//! [`Error::code`](crate::Error::code) returns them. They are undocumented and incomplete.

/// No specific code.
pub const NONE: i64 = -1;
/// The user has reached the limit of posts for a day (429).
pub const RATE_LIMIT: i64 = 1007;
/// A post has no content (400).
pub const NO_CONTENT: i64 = 2002;
/// `publishedAt` is not in the past (400).
pub const PUBLISHED_AT_NOT_PAST: i64 = 2014;
/// The request has no access token (401).
pub const TOKEN_REQUIRED: i64 = 6000;
/// Like [`TOKEN_INVALID`] (401). Observed, but without a recorded message.
pub const TOKEN_REJECTED: i64 = 6001;
/// The token lacks a scope, which the message names.
pub const SCOPE_MISSING: i64 = 6002;
/// The token is unknown, revoked or expired (401).
pub const TOKEN_INVALID: i64 = 6003;
/// The user does not exist.
pub const USER_NOT_FOUND: i64 = 6004;
/// The application does not exist (401).
pub const APPLICATION_NOT_FOUND: i64 = 6005;
/// A field or value is unknown, such as a scope.
pub const FIELD_UNEXPECTED: i64 = 6007;
/// The authorization code is unknown, used or expired.
pub const CODE_NOT_FOUND: i64 = 6016;
/// The grant type is missing or unknown, or not in a form (400).
pub const GRANT_TYPE_INVALID: i64 = 6021;
/// The API is temporarily disabled.
pub const API_DISABLED: i64 = 6027;
