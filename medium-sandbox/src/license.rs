//! The licenses that a post may have.

use crate::Behavior;

/// The name of the default license in requests.
const ALL_RIGHTS_RESERVED: &str = "all-rights-reserved";

/// The other licenses: the name in requests, and the path of the text at Creative Commons.
const OPEN_LICENSES: [(&str, &str); 8] = [
    ("cc-40-by", "licenses/by/4.0/"),
    ("cc-40-by-sa", "licenses/by-sa/4.0/"),
    ("cc-40-by-nd", "licenses/by-nd/4.0/"),
    ("cc-40-by-nc", "licenses/by-nc/4.0/"),
    ("cc-40-by-nc-nd", "licenses/by-nc-nd/4.0/"),
    ("cc-40-by-nc-sa", "licenses/by-nc-sa/4.0/"),
    ("cc-40-zero", "publicdomain/zero/1.0/"),
    ("public-domain", "publicdomain/mark/1.0/"),
];

/// Returns the names of all licenses.
pub(crate) fn names() -> Vec<&'static str> {
    let open = OPEN_LICENSES.iter().map(|(name, _)| *name);
    std::iter::once(ALL_RIGHTS_RESERVED).chain(open).collect()
}

/// Returns the URL of a license's text. Medium moved its terms of service to another host after it
/// published its API documentation.
pub(crate) fn license_url(license: Option<&str>, behavior: Behavior) -> String {
    let mut open = OPEN_LICENSES.iter();
    if let Some((_, path)) = open.find(|(name, _)| Some(*name) == license) {
        return format!("https://creativecommons.org/{path}");
    }
    let terms = match behavior {
        Behavior::Observed => "https://policy.medium.com/medium-terms-of-service-9db0094a1e0f",
        Behavior::Documented => "https://medium.com/policy/9db0094a1e0f",
    };
    terms.to_owned()
}
