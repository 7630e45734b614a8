//! Memory by file size, a line per client.

use super::{Anchor, Svg, WIDTH, class};
use crate::run::UploadMemory;

const TOP: f64 = 40.0;
const BOTTOM: f64 = 300.0;
const LEFT: f64 = 80.0;
const RIGHT: f64 = WIDTH - 190.0;
/// The lower end of the logarithmic axis, in MiB. Smaller values are drawn here.
const MIN_MIB: f64 = 0.25;
const MAX_MIB: f64 = 512.0;

fn x(megabytes: f64) -> f64 {
    let (min, max) = (2_f64.log2(), 200_f64.log2());
    LEFT + (megabytes.log2() - min) / (max - min) * (RIGHT - LEFT)
}

fn y(mib: f64) -> f64 {
    let part = (mib.max(MIN_MIB) / MIN_MIB).log2() / (MAX_MIB / MIN_MIB).log2();
    BOTTOM - part * (BOTTOM - TOP)
}

/// Returns the chart.
pub(crate) fn memory(uploads: &[UploadMemory]) -> String {
    let mut svg = Svg::new("Memory of an upload above idle, by the file's size");
    for (mib, label) in [
        (MIN_MIB, "≤ 1/4 MiB"),
        (1.0, "1 MiB"),
        (4.0, "4 MiB"),
        (16.0, "16 MiB"),
        (64.0, "64 MiB"),
        (256.0, "256 MiB"),
    ] {
        svg.line("line", (LEFT, y(mib)), (RIGHT, y(mib)));
        svg.text("dim", (LEFT - 12.0, y(mib) + 4.0), Anchor::End, label);
    }
    let mut sizes: Vec<u32> = uploads.iter().map(|upload| upload.megabytes).collect();
    sizes.dedup();
    for size in sizes {
        let position = (x(f64::from(size)), BOTTOM + 24.0);
        svg.text("dim", position, Anchor::Middle, &format!("{size} MB"));
    }
    let mut clients: Vec<&str> = Vec::new();
    for upload in uploads {
        if !clients.contains(&upload.client) {
            clients.push(upload.client);
            client(&mut svg, uploads, upload.client);
        }
    }
    svg.finish(BOTTOM + 40.0)
}

fn client(svg: &mut Svg, uploads: &[UploadMemory], client_name: &str) {
    let points: Vec<(f64, f64)> = uploads
        .iter()
        .filter(|upload| upload.client == client_name)
        .map(|upload| {
            (
                x(f64::from(upload.megabytes)),
                y(upload.kib as f64 / 1024.0),
            )
        })
        .collect();
    let line: Vec<String> = points
        .iter()
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect();
    let class = class(client_name);
    svg.element(format_args!(
        "<polyline class=\"{class}\" style=\"fill:none\" points=\"{}\"/>",
        line.join(" ")
    ));
    for (x, y) in &points {
        svg.element(format_args!(
            "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>"
        ));
    }
    if let Some((x, y)) = points.last() {
        svg.text("", (x + 10.0, y + 4.0), Anchor::Start, client_name);
    }
}
