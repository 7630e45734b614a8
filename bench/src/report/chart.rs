//! Two pictures, drawn by hand: they have to read well on light and on dark.

use std::fmt::Write;

use crate::client::Who;
use crate::run::{Grown, Row};

/// Colours by the reader's choice of light or dark; the page behind shows
/// through.
const STYLE: &str = "<style>
text{font:13px system-ui,sans-serif;fill:#1f2328}
.dim{fill:#59636e}.line{stroke:#d1d9e0}.one{stroke:#59636e;stroke-dasharray:4 3}
.a{fill:#0969da;stroke:#0969da}.b{fill:#8c959f;stroke:#8c959f}.c{fill:#bf8700;stroke:#bf8700}.d{fill:#1a7f37;stroke:#1a7f37}.e{fill:#8250df;stroke:#8250df}.f{fill:#afb8c1;stroke:#afb8c1}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.dim{fill:#9198a1}.line{stroke:#3d444d}.one{stroke:#9198a1}
.a{fill:#58a6ff;stroke:#58a6ff}.c{fill:#d29922;stroke:#d29922}.d{fill:#3fb950;stroke:#3fb950}.e{fill:#bc8cff;stroke:#bc8cff}.f{fill:#6e7681;stroke:#6e7681}}
polyline{fill:none;stroke-width:2.5}
</style>";
const WIDTH: f64 = 820.0;
const LEFT: f64 = 190.0;
const RIGHT: f64 = 70.0;

fn class(who: &str) -> &'static str {
    match who {
        _ if who == Who::Ours.title() => "a",
        _ if who == Who::Bare.title() => "b",
        _ if who == Who::Hyper.title() => "e",
        _ if who == Who::Raw.title() => "f",
        _ if who.contains("Node") => "d",
        _ => "c",
    }
}

fn open(height: f64, title: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height:.0}\" role=\"img\" aria-label=\"{title}\">\n<title>{title}</title>\n{STYLE}\n"
    )
}

/// A bar for each client of each case, on a logarithmic scale: half and double
/// are as far from 1.
pub(crate) fn ratios(rows: &[Row]) -> String {
    const BAR: f64 = 17.0;
    const HEAD: f64 = 30.0;
    let largest = rows.iter().map(|row| row.ratio.median).fold(2.0, f64::max);
    let smallest = rows.iter().map(|row| row.ratio.median).fold(0.5, f64::min);
    let (low, high) = (smallest.log2().floor(), largest.log2().ceil());
    let x = |ratio: f64| LEFT + (ratio.log2() - low) / (high - low) * (WIDTH - LEFT - RIGHT);
    let mut body = String::new();
    let mut y = 34.0;
    let mut before = None;
    for row in rows {
        if before != Some(row.case) {
            y += if before.is_some() { HEAD } else { 0.0 };
            let title = row.case.title().replace('`', "");
            // Writing to a String does not fail.
            let _ = writeln!(
                body,
                "<text x=\"8\" y=\"{y:.1}\" font-weight=\"600\" style=\"font-weight:600\">{title}</text>"
            );
            y += 8.0;
            before = Some(row.case);
        }
        let (from, to) = (
            x(1.0).min(x(row.ratio.median)),
            x(1.0).max(x(row.ratio.median)),
        );
        let width = (to - from).max(2.0);
        let middle = y + BAR - 5.0;
        let _ = writeln!(
            body,
            "<text class=\"dim\" x=\"{:.1}\" y=\"{middle:.1}\" text-anchor=\"end\">{}</text>",
            LEFT - 10.0,
            row.who
        );
        let _ = writeln!(
            body,
            "<rect class=\"{}\" x=\"{from:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{:.1}\"/>",
            class(row.who),
            y + 2.0,
            BAR - 4.0
        );
        let _ = writeln!(
            body,
            "<text x=\"{:.1}\" y=\"{middle:.1}\">{:.2}×</text>",
            to + 6.0,
            row.ratio.median
        );
        y += BAR;
    }
    let bottom = y + 6.0;
    let mut grid = String::new();
    let mut power = low;
    while power <= high {
        let at = x(power.exp2());
        let class = if power == 0.0 { "one" } else { "line" };
        let _ = writeln!(
            grid,
            "<line class=\"{class}\" x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"42\" y2=\"{bottom:.1}\"/>"
        );
        let _ = writeln!(
            grid,
            "<text class=\"dim\" x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}×</text>",
            bottom + 16.0,
            factor(power)
        );
        power += 1.0;
    }
    let title = "Time of each case, as a ratio to bare reqwest (less is better)";
    let caption = format!(
        "<text class=\"dim\" x=\"{LEFT}\" y=\"{:.1}\">{title}</text>\n",
        bottom + 36.0
    );
    open(bottom + 46.0, title) + &grid + &body + &caption + "</svg>\n"
}

/// Two to this power, short: below one as a fraction.
fn factor(power: f64) -> String {
    if power < 0.0 {
        format!("1/{}", (-power).exp2())
    } else {
        power.exp2().to_string()
    }
}

/// A line for each client: memory against the size of the file.
pub(crate) fn memory(grown: &[Grown]) -> String {
    const HEIGHT: f64 = 330.0;
    const BOTTOM: f64 = 280.0;
    const TOP: f64 = 20.0;
    const FROM: f64 = 60.0;
    const TO: f64 = WIDTH - 190.0;
    let x = |megabytes: f64| FROM + (megabytes.log2() - 1.0) / (200_f64.log2() - 1.0) * (TO - FROM);
    // From a quarter of a MiB up to 512, doubling.
    let y = |mib: f64| BOTTOM - (mib.max(0.25).log2() + 2.0) / 11.0 * (BOTTOM - TOP);
    let title = "Memory above idle of an upload, against its size";
    let mut text = open(HEIGHT, title);
    for power in [-2.0_f64, 0.0, 2.0, 4.0, 6.0, 8.0] {
        let at = y(power.exp2());
        let _ = writeln!(
            text,
            "<line class=\"line\" x1=\"{FROM}\" x2=\"{TO}\" y1=\"{at:.1}\" y2=\"{at:.1}\"/>"
        );
        let _ = writeln!(
            text,
            "<text class=\"dim\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{} MiB</text>",
            FROM - 6.0,
            at + 4.0,
            factor(power)
        );
    }
    let mut names: Vec<&str> = Vec::new();
    for each in grown {
        let at = x(f64::from(each.megabytes));
        if !names.contains(&each.who) {
            names.push(each.who);
        }
        let _ = writeln!(
            text,
            "<text class=\"dim\" x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{} MB</text>",
            BOTTOM + 20.0,
            each.megabytes
        );
    }
    for who in names {
        let points: Vec<(f64, f64)> = grown
            .iter()
            .filter(|each| each.who == who)
            .map(|each| (x(f64::from(each.megabytes)), y(each.kib as f64 / 1024.0)))
            .collect();
        let line: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{x:.1},{y:.1}"))
            .collect();
        let class = class(who);
        let _ = writeln!(
            text,
            "<polyline class=\"{class}\" style=\"fill:none\" points=\"{}\"/>",
            line.join(" ")
        );
        for (x, y) in &points {
            let _ = writeln!(
                text,
                "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>"
            );
        }
        if let Some((x, y)) = points.last() {
            let _ = writeln!(
                text,
                "<text x=\"{:.1}\" y=\"{:.1}\">{who}</text>",
                x + 10.0,
                y + 4.0
            );
        }
    }
    let _ = writeln!(
        text,
        "<text class=\"dim\" x=\"{FROM}\" y=\"{:.1}\">{title}</text>",
        BOTTOM + 42.0
    );
    text + "</svg>\n"
}
