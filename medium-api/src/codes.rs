//! The numbers that Medium was seen to give its errors.
//!
//! [`Error::code`](crate::Error::code) has them. They are not documented: new
//! ones may come.

/// No specific code.
pub const NONE: i64 = -1;
/// The user has reached the limit of posts for a day (429).
pub const RATE_LIMIT: i64 = 1007;
/// A post has no content (400).
pub const NO_CONTENT: i64 = 2002;
/// `publishedAt` is not in the past (400).
pub const PUBLISHED_AT_NOT_PAST: i64 = 2014;
/// No access token came with the call (401).
pub const TOKEN_REQUIRED: i64 = 6000;
/// A bad token; its message was not recorded (401).
pub const TOKEN_BAD: i64 = 6001;
/// The token lacks a scope, which the message names.
pub const SCOPE_MISSING: i64 = 6002;
/// The token is unknown, revoked or over (401).
pub const TOKEN_INVALID: i64 = 6003;
/// There is no such user.
pub const USER_NOT_FOUND: i64 = 6004;
/// There is no such application (401).
pub const APPLICATION_NOT_FOUND: i64 = 6005;
/// A field that is not known, such as a scope.
pub const FIELD_UNEXPECTED: i64 = 6007;
/// The authorization code is unknown, used or over.
pub const CODE_NOT_FOUND: i64 = 6016;
/// The grant type is missing or unknown, or not in a form (400).
pub const GRANT_TYPE_INVALID: i64 = 6021;
/// The API is turned off for a time.
pub const API_DISABLED: i64 = 6027;
