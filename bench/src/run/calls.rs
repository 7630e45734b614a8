//! How long calls take: all of a case's clients in turn, again and again.

use std::path::Path;

use anyhow::Result;

use super::sdk::{Sdk, Sdks};
use super::{Row, Settings};
use crate::case::{Case, Inputs};
use crate::client::{Any, Who};
use crate::cores::OneCore;
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
    /// Client and server on one core. Where a call takes microseconds, waking
    /// another core for each answer would take longer than the call.
    one_core: bool,
}

/// What the SDKs are to send.
const INPUTS: &str = "inputs.json";

const ALL: &[Who] = &[Who::Ours, Who::Bare, Who::Hyper, Who::Raw];

const PLANS: [Plan; 5] = [
    Plan {
        case: Case::Me,
        calls: 40,
        rounds: 800,
        who: ALL,
        node: true,
        python: true,
        one_core: true,
    },
    Plan {
        case: Case::Post20k,
        calls: 20,
        rounds: 800,
        who: ALL,
        node: true,
        python: true,
        one_core: true,
    },
    Plan {
        case: Case::Post2m,
        calls: 2,
        rounds: 400,
        who: ALL,
        node: true,
        python: true,
        one_core: true,
    },
    Plan {
        case: Case::Concurrent,
        calls: 256,
        rounds: 600,
        who: &[Who::Ours, Who::Bare],
        node: true,
        python: false,
        one_core: true,
    },
    Plan {
        case: Case::Upload20m,
        calls: 1,
        rounds: 40,
        who: &[Who::Ours, Who::Bare, Who::Hyper],
        node: false,
        python: true,
        one_core: false,
    },
];

/// Measures every case.
pub(crate) async fn measure(settings: &Settings, folder: &Path, sdks: &Sdks) -> Result<Vec<Row>> {
    let inputs = Inputs::new(folder);
    super::sdk::write_inputs(&inputs, &folder.join(INPUTS))?;
    let mut rows = Vec::new();
    for plan in &PLANS {
        eprint!("{} … ", plan.case.title());
        let narrow = || plan.one_core.then(OneCore::narrow);
        let server = {
            let _narrowed = narrow();
            Served::start()?
        };
        // The SDKs keep all cores: their languages have work for the others.
        let mut clients = clients(plan, &server.base, folder, sdks).await?;
        let narrowed = narrow();
        rounds(plan, settings, &mut clients, &inputs).await?;
        drop(narrowed);
        let found = results(plan.case, &clients);
        if let Some(ours) = found.first() {
            let Ratio { median, low, high } = ours.ratio;
            eprintln!("{median:.2}× ({low:.2}–{high:.2})");
        }
        rows.extend(found);
    }
    Ok(rows)
}

/// All who take part, with their connections.
async fn clients(plan: &Plan, base: &str, folder: &Path, sdks: &Sdks) -> Result<Vec<Timed>> {
    let mut clients = Vec::new();
    for &who in plan.who {
        let client = Any::new(who, base).await?;
        clients.push(Timed {
            name: who.title(),
            runner: Runner::Here(Box::new(client)),
            calls: plan.calls,
            every: 1,
            times: Vec::new(),
        });
    }
    // They take so much longer that a part of the work will do.
    let sdk = |name, sdk| Timed {
        name,
        runner: Runner::Sdk(sdk),
        calls: match plan.case {
            Case::Concurrent => plan.calls,
            _ => (plan.calls / 4).max(1),
        },
        every: 8,
        times: Vec::new(),
    };
    if plan.node {
        let node = sdks.node(base, &folder.join(INPUTS))?;
        clients.push(sdk("Medium's Node SDK", node));
    }
    if plan.python {
        let python = sdks.python(base, &folder.join(INPUTS), folder)?;
        clients.push(sdk("Medium's Python SDK", python));
    }
    Ok(clients)
}

/// A B C, C B A, then B C A, A C B, and so on: whoever works finds the caches as
/// the one before left them, and in turn that is each of the others, and
/// oneself.
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
        let mut taking_part: Vec<&mut Timed> = Vec::new();
        for client in clients.iter_mut() {
            if round % client.every == 0 {
                taking_part.push(client);
            } else {
                client.times.push(None);
            }
        }
        let first = round as usize % taking_part.len().max(1);
        taking_part.rotate_left(first);
        for client in &mut taking_part {
            let there = client.run(plan.case, inputs).await?;
            client.times.push(Some(there));
        }
        for client in taking_part.iter_mut().rev() {
            let back = client.run(plan.case, inputs).await?;
            if let Some(Some(there)) = client.times.last_mut() {
                *there = f64::midpoint(*there, back);
            }
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
