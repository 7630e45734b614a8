//! Converts the URLs of embedded frames to page URLs, which Medium turns into embeds.

use url::Url;

/// Returns the URL of the page that a frame shows.
pub(super) fn page_url(frame: &str) -> Option<String> {
    let frame = match frame.strip_prefix("//") {
        Some(rest) => format!("https://{rest}"),
        None => frame.to_owned(),
    };
    let url = Url::parse(&frame).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = url.host_str()?.trim_start_matches("www.");
    let last = url.path_segments()?.rfind(|segment| !segment.is_empty());
    let path = url.path();
    Some(match (host, last) {
        ("youtube.com" | "youtube-nocookie.com", Some(id)) if path.starts_with("/embed/") => {
            format!("https://www.youtube.com/watch?v={id}")
        }
        ("player.vimeo.com", Some(id)) => format!("https://vimeo.com/{id}"),
        ("codepen.io", _) => url.as_str().replacen("/embed/", "/pen/", 1),
        ("open.spotify.com", _) => url.as_str().replacen("/embed/", "/", 1),
        _ => url.to_string(),
    })
}

/// Returns the URL of a gist, from the URL of its script.
pub(super) fn gist(script: &str) -> Option<String> {
    let (_, path) = script.split_once("//gist.github.com/")?;
    let (path, _) = path.split_once(".js")?;
    Some(format!("https://gist.github.com/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_frames_to_pages() {
        for (frame, page) in [
            (
                "https://www.youtube.com/embed/abc?rel=0",
                "https://www.youtube.com/watch?v=abc",
            ),
            ("//player.vimeo.com/video/12", "https://vimeo.com/12"),
            (
                "https://codepen.io/me/embed/xy",
                "https://codepen.io/me/pen/xy",
            ),
            ("https://maps.example/x?y", "https://maps.example/x?y"),
        ] {
            assert_eq!(page_url(frame).as_deref(), Some(page));
        }
        assert_eq!(page_url("frame.html"), None);
        assert_eq!(page_url("javascript:alert(1)"), None);
    }

    #[test]
    fn converts_the_script_of_a_gist() {
        let gist = gist("https://gist.github.com/user/0123.js?file=a.rs");
        assert_eq!(gist.as_deref(), Some("https://gist.github.com/user/0123"));
    }
}
