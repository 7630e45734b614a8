//! Times of calls: all clients of a case in turn, for many rounds.

use std::path::Path;

use anyhow::Result;

use super::sdk::{Sdk, Sdks};
use super::{CaseTiming, Settings};
use crate::any_client::AnyClient;
use crate::case::{Case, Inputs};
use crate::client::{Implementation, argument};
use crate::cores::OneCore;
use crate::paired::{Ratio, Spread, micros};
use crate::server_process::ServerProcess;

/// A client of this process, or an SDK in a subprocess.
enum Runner {
    InProcess(Box<AnyClient>),
    Sdk(Sdk),
}

/// A client with its times.
struct TimedClient {
    name: &'static str,
    runner: Runner,
    calls: u32,
    /// Takes part in every n-th round.
    every: u32,
    /// One per round; `None` where it did not take part.
    times: Vec<Option<f64>>,
}

/// The clients and rounds of a case.
struct CaseSchedule {
    case: Case,
    calls: u32,
    rounds: u32,
    implementations: &'static [Implementation],
    node: bool,
    python: bool,
    /// Whether client and server share a core. If a call takes microseconds, waking another core
    /// for each response would take longer than the call.
    one_core: bool,
}

/// The file with the data that the SDKs send.
const INPUTS: &str = "inputs.json";

const ALL: &[Implementation] = &[
    Implementation::MediumApi,
    Implementation::Reqwest,
    Implementation::Hyper,
    Implementation::Raw,
];

/// The schedule that the others are based on.
const GET_ME: CaseSchedule = CaseSchedule {
    case: Case::Me,
    calls: 40,
    rounds: 800,
    implementations: ALL,
    node: true,
    python: true,
    one_core: true,
};

const SCHEDULE: [CaseSchedule; 5] = [
    GET_ME,
    CaseSchedule {
        case: Case::Post20k,
        calls: 20,
        ..GET_ME
    },
    CaseSchedule {
        case: Case::Post2m,
        calls: 2,
        rounds: 400,
        ..GET_ME
    },
    CaseSchedule {
        case: Case::Concurrent,
        calls: 256,
        rounds: 600,
        implementations: &[Implementation::MediumApi, Implementation::Reqwest],
        python: false,
        ..GET_ME
    },
    CaseSchedule {
        case: Case::Upload20m,
        calls: 1,
        rounds: 40,
        implementations: &[
            Implementation::MediumApi,
            Implementation::Reqwest,
            Implementation::Hyper,
        ],
        node: false,
        one_core: false,
        ..GET_ME
    },
];

/// Measures every case.
pub(crate) async fn measure(
    settings: &Settings,
    folder: &Path,
    sdks: &Sdks,
) -> Result<Vec<CaseTiming>> {
    let inputs = Inputs::new(folder);
    super::sdk::write_inputs(&inputs, &folder.join(INPUTS))?;
    let mut rows = Vec::new();
    for schedule in &SCHEDULE {
        eprint!("{} … ", schedule.case.title());
        let restrict = || schedule.one_core.then(OneCore::restrict);
        let restricted = restrict();
        let server = ServerProcess::start()?;
        drop(restricted);
        // The SDKs may use all cores: their runtimes have their own threads.
        let mut clients = clients(schedule, &server.base, folder, sdks).await?;
        let restricted = restrict();
        rounds(schedule, settings, &mut clients, &inputs).await?;
        drop(restricted);
        let case_rows = results(schedule.case, &clients);
        // The first client is medium-api.
        if let Some(row) = case_rows.first() {
            let Ratio { median, low, high } = row.ratio;
            eprintln!("{median:.2}× ({low:.2}–{high:.2})");
        }
        rows.extend(case_rows);
    }
    Ok(rows)
}

/// Creates all clients of a case, with their connections.
async fn clients(
    schedule: &CaseSchedule,
    base: &str,
    folder: &Path,
    sdks: &Sdks,
) -> Result<Vec<TimedClient>> {
    let mut clients = Vec::new();
    for &implementation in schedule.implementations {
        let client = AnyClient::new(implementation, base).await?;
        clients.push(TimedClient {
            name: implementation.title(),
            runner: Runner::InProcess(Box::new(client)),
            calls: schedule.calls,
            every: 1,
            times: Vec::new(),
        });
    }
    // The SDKs are much slower, so that fewer calls are precise enough.
    let sdk = |name, sdk| TimedClient {
        name,
        runner: Runner::Sdk(sdk),
        calls: match schedule.case {
            Case::Concurrent => schedule.calls,
            _ => (schedule.calls / 4).max(1),
        },
        every: 8,
        times: Vec::new(),
    };
    if schedule.node {
        let node = sdks.node(base, &folder.join(INPUTS))?;
        clients.push(sdk("Medium's Node SDK", node));
    }
    if schedule.python {
        let python = sdks.python(base, &folder.join(INPUTS), folder)?;
        clients.push(sdk("Medium's Python SDK", python));
    }
    Ok(clients)
}

/// Runs the clients in the order A B C, C B A, then B C A, A C B, and so on. A client finds the CPU's
/// caches as the previous client left them, so the rotation varies the previous client.
async fn rounds(
    schedule: &CaseSchedule,
    settings: &Settings,
    clients: &mut [TimedClient],
    inputs: &Inputs,
) -> Result<()> {
    // Warm up: open connections and fill caches.
    for client in clients.iter_mut() {
        client.run(schedule.case, inputs).await?;
    }
    for round in 0..settings.rounds(schedule.rounds) {
        let mut participants: Vec<&mut TimedClient> = Vec::new();
        for client in clients.iter_mut() {
            if round % client.every == 0 {
                participants.push(client);
            } else {
                client.times.push(None);
            }
        }
        let first = round as usize % participants.len().max(1);
        participants.rotate_left(first);
        for client in &mut participants {
            let first_time = client.run(schedule.case, inputs).await?;
            client.times.push(Some(first_time));
        }
        for client in participants.iter_mut().rev() {
            let second_time = client.run(schedule.case, inputs).await?;
            if let Some(Some(time)) = client.times.last_mut() {
                *time = f64::midpoint(*time, second_time);
            }
        }
    }
    Ok(())
}

impl TimedClient {
    async fn run(&mut self, case: Case, inputs: &Inputs) -> Result<f64> {
        let calls = self.calls;
        match &mut self.runner {
            Runner::InProcess(client) => micros(calls, client.run(case, calls, inputs)).await,
            Runner::Sdk(sdk) => {
                micros(calls, async { sdk.run(&argument(case), calls).map(drop) }).await
            }
        }
    }
}

fn results(case: Case, clients: &[TimedClient]) -> Vec<CaseTiming> {
    let is_reqwest = |client: &&TimedClient| client.name == Implementation::Reqwest.title();
    let reqwest = clients.iter().find(is_reqwest);
    let reqwest = reqwest.map_or(&[][..], |client| &client.times);
    let row = |client: &TimedClient| {
        let pairs = client.times.iter().zip(reqwest);
        let (own, reqwest): (Vec<f64>, Vec<f64>) =
            pairs.filter_map(|(a, b)| Some(((*a)?, (*b)?))).unzip();
        let times: Vec<f64> = client.times.iter().flatten().copied().collect();
        CaseTiming {
            case,
            client: client.name,
            micros: Spread::of(&times),
            ratio: Ratio::of(&own, &reqwest),
            times: client.times.clone(),
        }
    };
    clients.iter().map(row).collect()
}
