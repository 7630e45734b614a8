//! Time ratios, a bar per client and case.

use super::{Anchor, Svg, WIDTH, class, factor};
use crate::run::CaseTiming;

const TOP: f64 = 34.0;
const LEFT: f64 = 190.0;
const RIGHT: f64 = WIDTH - 70.0;
const BAR: f64 = 17.0;
/// The space between two cases.
const GAP: f64 = 14.0;

/// A logarithmic scale: half and double are equally far from 1.
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    fn new(rows: &[CaseTiming]) -> Self {
        let ratios = || rows.iter().map(|row| row.ratio.median);
        Self {
            low: ratios().fold(0.5, f64::min).log2().floor(),
            high: ratios().fold(2.0, f64::max).log2().ceil(),
        }
    }

    fn x(&self, ratio: f64) -> f64 {
        LEFT + (ratio.log2() - self.low) / (self.high - self.low) * (RIGHT - LEFT)
    }
}

/// Returns the chart.
pub(crate) fn ratios(rows: &[CaseTiming]) -> String {
    let mut svg = Svg::new("Time of each case, divided by bare reqwest's (less is better)");
    let scale = Scale::new(rows);
    let cases = rows.chunk_by(|a, b| a.case == b.case).count() as f64;
    let bottom = TOP + cases * (BAR + GAP) + rows.len() as f64 * BAR;
    grid(&mut svg, &scale, bottom);
    let mut y = TOP;
    for case in rows.chunk_by(|a, b| a.case == b.case) {
        y += GAP;
        for row in case.iter().take(1) {
            let title = row.case.title().replace('`', "");
            svg.text("title", (8.0, y + BAR - 5.0), Anchor::Start, &title);
        }
        y += BAR;
        for row in case {
            bar(&mut svg, &scale, row, y);
            y += BAR;
        }
    }
    svg.finish(bottom + 30.0)
}

fn grid(svg: &mut Svg, scale: &Scale, bottom: f64) {
    let mut power = scale.low;
    while power <= scale.high {
        let x = scale.x(power.exp2());
        let class = if power == 0.0 { "one" } else { "line" };
        svg.line(class, (x, TOP), (x, bottom + 6.0));
        let label = format!("{}×", factor(power));
        svg.text("dim", (x, bottom + 22.0), Anchor::Middle, &label);
        power += 1.0;
    }
}

fn bar(svg: &mut Svg, scale: &Scale, row: &CaseTiming, y: f64) {
    let (one, ratio) = (scale.x(1.0), scale.x(row.ratio.median));
    let (from, to) = (one.min(ratio), one.max(ratio));
    let line = y + BAR - 5.0;
    svg.text("dim", (LEFT - 10.0, line), Anchor::End, row.client);
    svg.element(format_args!(
        "<rect class=\"{}\" x=\"{from:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>",
        class(row.client),
        y + 2.0,
        (to - from).max(2.0),
        BAR - 4.0
    ));
    let label = format!("{:.2}×", row.ratio.median);
    svg.text("", (to + 6.0, line), Anchor::Start, &label);
}
