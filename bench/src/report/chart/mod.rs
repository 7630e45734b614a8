//! Two charts as SVG, readable on light and dark backgrounds.

mod memory;
mod ratios;

use std::fmt::Write;

pub(crate) use memory::memory;
pub(crate) use ratios::ratios;

use crate::client::Implementation;

/// The background is transparent; the colors follow the reader's theme.
const STYLE: &str = "<style>
text{font:13px system-ui,sans-serif;fill:#1f2328}
.title{font-weight:600}.dim{fill:#59636e}.line{stroke:#d1d9e0}.one{stroke:#59636e;stroke-dasharray:4 3}
.a{fill:#0969da;stroke:#0969da}.b{fill:#8c959f;stroke:#8c959f}.c{fill:#bf8700;stroke:#bf8700}.d{fill:#1a7f37;stroke:#1a7f37}.e{fill:#8250df;stroke:#8250df}.f{fill:#afb8c1;stroke:#afb8c1}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.dim{fill:#9198a1}.line{stroke:#3d444d}.one{stroke:#9198a1}
.a{fill:#58a6ff;stroke:#58a6ff}.c{fill:#d29922;stroke:#d29922}.d{fill:#3fb950;stroke:#3fb950}.e{fill:#bc8cff;stroke:#bc8cff}.f{fill:#6e7681;stroke:#6e7681}}
polyline{fill:none;stroke-width:2.5}
</style>";
const WIDTH: f64 = 820.0;

/// An SVG image, built from top to bottom.
struct Svg {
    title: &'static str,
    body: String,
}

/// How text is aligned to its point.
#[derive(Clone, Copy)]
enum Anchor {
    Start,
    Middle,
    End,
}

impl Svg {
    fn new(title: &'static str) -> Self {
        let mut svg = Self {
            title,
            body: String::new(),
        };
        svg.text("title", (8.0, 18.0), Anchor::Start, title);
        svg
    }

    fn element(&mut self, element: std::fmt::Arguments<'_>) {
        let _ = writeln!(self.body, "{element}");
    }

    fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        self.element(format_args!(
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{text}</text>"
        ));
    }

    fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        self.element(format_args!(
            "<line class=\"{class}\" x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"/>"
        ));
    }

    fn finish(self, height: f64) -> String {
        let Self { title, body } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height:.0}\" role=\"img\" aria-label=\"{title}\">\n<title>{title}</title>\n{STYLE}\n{body}</svg>\n"
        )
    }
}

/// Returns the CSS class of a client, which sets its color in both charts.
fn class(client_name: &str) -> &'static str {
    match client_name {
        _ if client_name == Implementation::MediumApi.title() => "a",
        _ if client_name == Implementation::Reqwest.title() => "b",
        _ if client_name == Implementation::Hyper.title() => "e",
        _ if client_name == Implementation::Raw.title() => "f",
        _ if client_name.contains("Node") => "d",
        _ => "c",
    }
}

/// Formats 2 to this power, as a fraction if below 1.
fn factor(power: f64) -> String {
    if power < 0.0 {
        format!("1/{}", (-power).exp2())
    } else {
        power.exp2().to_string()
    }
}
