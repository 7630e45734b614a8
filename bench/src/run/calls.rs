//! How long calls take: all of a case's clients in turn, again and again.

use std::path::Path;

use anyhow::Result;

use super::sdk::{Sdk, Sdks};
use super::{Row, Settings};
use crate::case::{Case, Inputs};
use crate::client::{Any, Who};
use crate::paired::{Ratio, Spread, micros};
use crate::served::Served;

/// A client of one kind or another.
enum Runner {
    Here(Box<Any>),
    Sdk(Sdk),
}

struct Timed {
    name: &'static str,
    runner: Runner,
    calls: u32,
    /// It takes part in every so many rounds.
    every: u32,
    /// By round.
    times: Vec<Option<f64>>,
}

/// How the rounds of a case look.
struct Plan {
    case: Case,
    calls: u32,
    rounds: u32,
    who: &'static [Who],
    node: bool,
    python: bool,
}

const ALL: &[Who] = &[Who::Ours, Who::Bare, Who::Hyper, Who::Raw];

const PLANS: [Plan; 5] = [
    Plan {
        case: Case::Me,
        calls: 40,
        rounds: 400,
        who: ALL,
        node: true,
        python: true,
    },
    Plan {
        case: Case::Post20k,
        calls: 20,
        rounds: 400,
        who: ALL,
        node: true,
        python: true,
    },
    Plan {
        case: Case::Post2m,
        calls: 2,
        rounds: 240,
        who: ALL,
        node: true,
        python: true,
    },
    Plan {
        case: Case::Concurrent,
        calls: 256,
        rounds: 200,
        who: &[Who::Ours, Who::Bare],
        node: true,
        python: false,
    },
    Plan {
        case: Case::Upload20m,
        calls: 1,
        rounds: 60,
        who: &[Who::Ours, Who::Bare, Who::Hyper],
        node: false,
        python: true,
    },
];

/// Measures every case.
pub(crate) async fn measure(
    settings: &Settings,
    server: &Served,
    folder: &Path,
    sdks: &Sdks,
) -> Result<Vec<Row>> {
    let inputs = Inputs::new(folder);
    let written = folder.join("inputs.json");
    super::sdk::write_inputs(&inputs, &written)?;
    let mut rows = Vec::new();
    for plan in &PLANS {
        eprintln!("{} …", plan.case.title());
        let mut clients = Vec::new();
        for &who in plan.who {
            let runner = Runner::Here(Box::new(Any::new(who, &server.base).await?));
            clients.push(Timed {
                name: who.title(),
                runner,
                calls: plan.calls,
                every: 1,
                times: Vec::new(),
            });
        }
        let calls = (plan.calls / 4).max(1);
        if plan.node {
            let calls = if plan.case == Case::Concurrent {
                plan.calls
            } else {
                calls
            };
            let runner = Runner::Sdk(sdks.node(&server.base, &written)?);
            clients.push(Timed {
                name: "Medium's Node SDK",
                runner,
                calls,
                every: 8,
                times: Vec::new(),
            });
        }
        if plan.python {
            let runner = Runner::Sdk(sdks.python(&server.base, &written, folder)?);
            clients.push(Timed {
                name: "Medium's Python SDK",
                runner,
                calls,
                every: 8,
                times: Vec::new(),
            });
        }
        rounds(plan, settings, &mut clients, &inputs).await?;
        rows.extend(results(plan.case, &clients));
    }
    Ok(rows)
}

async fn rounds(
    plan: &Plan,
    settings: &Settings,
    clients: &mut [Timed],
    inputs: &Inputs,
) -> Result<()> {
    // Connections are made, and caches are filled.
    for client in clients.iter_mut() {
        client.run(plan.case, inputs).await?;
    }
    for round in 0..settings.rounds(plan.rounds) {
        let count = clients.len();
        for turn in 0..count {
            // There and back: nobody is always first.
            let at = if round % 2 == 0 {
                turn
            } else {
                count - 1 - turn
            };
            let Some(client) = clients.get_mut(at) else {
                continue;
            };
            let time = if round % client.every == 0 {
                Some(client.run(plan.case, inputs).await?)
            } else {
                None
            };
            client.times.push(time);
        }
    }
    Ok(())
}

impl Timed {
    async fn run(&mut self, case: Case, inputs: &Inputs) -> Result<f64> {
        let calls = self.calls;
        match &mut self.runner {
            Runner::Here(client) => micros(calls, client.drive(case, calls, inputs)).await,
            Runner::Sdk(sdk) => {
                micros(calls, async { sdk.work(case.name(), calls).map(drop) }).await
            }
        }
    }
}

fn results(case: Case, clients: &[Timed]) -> Vec<Row> {
    let bare = clients
        .iter()
        .find(|client| client.name == Who::Bare.title());
    let bare = bare.map(|client| client.times.clone()).unwrap_or_default();
    let row = |client: &Timed| {
        let pairs = client.times.iter().zip(&bare);
        let (ours, theirs): (Vec<f64>, Vec<f64>) =
            pairs.filter_map(|(a, b)| Some(((*a)?, (*b)?))).unzip();
        let times: Vec<f64> = client.times.iter().flatten().copied().collect();
        Row {
            case,
            who: client.name,
            micros: Spread::of(&times),
            ratio: Ratio::of(&ours, &theirs),
            times: client.times.clone(),
        }
    };
    clients.iter().map(row).collect()
}
