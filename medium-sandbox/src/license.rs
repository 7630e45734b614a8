//! The licenses that a post may have.

use crate::Behavior;

/// The names of the licenses in requests.
pub(crate) const LICENSES: [&str; 9] = [
    "all-rights-reserved",
    "cc-40-by",
    "cc-40-by-sa",
    "cc-40-by-nd",
    "cc-40-by-nc",
    "cc-40-by-nc-nd",
    "cc-40-by-nc-sa",
    "cc-40-zero",
    "public-domain",
];

/// Returns the URL of a license's text. Medium moved its terms of service to another host after it
/// published its API documentation.
pub(crate) fn license_url(license: Option<&str>, behavior: Behavior) -> &'static str {
    match license {
        Some("cc-40-by") => "https://creativecommons.org/licenses/by/4.0/",
        Some("cc-40-by-sa") => "https://creativecommons.org/licenses/by-sa/4.0/",
        Some("cc-40-by-nd") => "https://creativecommons.org/licenses/by-nd/4.0/",
        Some("cc-40-by-nc") => "https://creativecommons.org/licenses/by-nc/4.0/",
        Some("cc-40-by-nc-nd") => "https://creativecommons.org/licenses/by-nc-nd/4.0/",
        Some("cc-40-by-nc-sa") => "https://creativecommons.org/licenses/by-nc-sa/4.0/",
        Some("cc-40-zero") => "https://creativecommons.org/publicdomain/zero/1.0/",
        Some("public-domain") => "https://creativecommons.org/publicdomain/mark/1.0/",
        _ => match behavior {
            Behavior::Observed => "https://policy.medium.com/medium-terms-of-service-9db0094a1e0f",
            Behavior::Documented => "https://medium.com/policy/9db0094a1e0f",
        },
    }
}
