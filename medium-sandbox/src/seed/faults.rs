//! Faults as seeds and control calls write them.

use super::records::FaultRecord;
use crate::document::medium;
use crate::faults::{Fault, Injected, Target, Times};

/// How many connections may be closed as soon as they stand, so that a control call gets through.
const MOST_CLOSED: usize = 1_000;

impl FaultRecord {
    /// What is to be injected, or what is wrong.
    pub(crate) fn rule(&self) -> Result<(Target, Fault, Times), String> {
        let fault: Fault = match self.fault.parse() {
            Ok(fault) => fault,
            Err(error) => return Err(format!("{error}; see GET /_sandbox/faults")),
        };
        let (target, times) = (self.target()?, self.times()?);
        if fault.affects_connection() && target != Target::ANY {
            return Err(format!(
                "{fault} affects every call; leave out operation and call."
            ));
        }
        if fault == Fault::CloseAtAccept && !ends(times) {
            return Err(format!(
                "close-at-accept needs times, at most {MOST_CLOSED}, or a probability below 1."
            ));
        }
        Ok((target, fault, times))
    }

    fn times(&self) -> Result<Times, String> {
        if self.seed.is_some() && self.probability.is_none() {
            return Err("seed goes with probability.".to_owned());
        }
        match (self.times, self.probability) {
            (Some(0), None) => Err("times is 1 or more.".to_owned()),
            (Some(_), Some(_)) => Err("Give times or probability, not both.".to_owned()),
            (Some(times), None) => Ok(Times::Next(times)),
            (None, Some(p)) if (0.0..=1.0).contains(&p) => Ok(Times::Probability {
                p,
                seed: self.seed.unwrap_or_default(),
            }),
            (None, Some(_)) => Err("probability goes from 0 to 1.".to_owned()),
            (None, None) => Ok(Times::Always),
        }
    }

    fn target(&self) -> Result<Target, String> {
        match (&self.operation, &self.call) {
            (None, None) => Ok(Target::ANY),
            (Some(_), Some(_)) => Err("Give operation or call, not both.".to_owned()),
            (Some(id), None) => Target::operation(id).ok_or_else(|| no_operation(id)),
            (None, Some(call)) => match call.split_once(' ') {
                Some((method, path)) if medium().is_api(path) => {
                    Ok(Target::call(method.to_uppercase(), path))
                }
                _ => Err("call is a method and a path of the API, such as GET /v1/me.".to_owned()),
            },
        }
    }

    /// A fault in force, as it would have to be injected again.
    pub(super) fn of(injected: &Injected) -> Self {
        Self {
            fault: injected.fault.name().to_owned(),
            call: injected.target.written(),
            times: injected.left,
            probability: injected.probability,
            ..Self::default()
        }
    }
}

/// That an operation is not in the document, and which ones are.
pub(crate) fn no_operation(id: &str) -> String {
    let all = medium().operations().iter();
    let known: Vec<&str> = all.map(|operation| operation.id.as_str()).collect();
    let known = known.join(", ");
    format!("No operation is called {id:?}. There are {known}.")
}

/// Whether a fault that concerns control calls as well lets one through in the end.
fn ends(times: Times) -> bool {
    match times {
        Times::Always => false,
        Times::Next(times) => times <= MOST_CLOSED,
        Times::Probability { p, .. } => p < 1.0,
    }
}
