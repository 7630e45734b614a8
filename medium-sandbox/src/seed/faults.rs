//! Faults in seeds and control calls.

use super::entries::FaultEntry;
use crate::document::medium;
use crate::faults::{Fault, FaultScope, Injected, Times, UnknownFault};

/// The maximum of `times` for `close-on-connect`, which also closes connections of control calls.
const MAX_CLOSED: usize = 1_000;

impl FaultEntry {
    /// Validates the entry. The error is a message for the user.
    pub(crate) fn rule(&self) -> Result<(FaultScope, Fault, Times), String> {
        let fault = self.fault.parse();
        let fault: Fault = fault.map_err(|error: UnknownFault| error.to_string())?;
        let (scope, times) = (self.scope()?, self.times()?);
        if fault.affects_connection() && scope != FaultScope::ANY {
            return Err(format!(
                "{fault} affects every call; remove operation and call."
            ));
        }
        if fault == Fault::CloseOnConnect && !allows_control_calls(times) {
            return Err(format!(
                "close-on-connect requires times, at most {MAX_CLOSED}, or a probability below 1."
            ));
        }
        Ok((scope, fault, times))
    }

    fn times(&self) -> Result<Times, String> {
        if self.seed.is_some() && self.probability.is_none() {
            return Err("seed requires probability.".to_owned());
        }
        match (self.times, self.probability) {
            (Some(0), None) => Err("times must be 1 or more.".to_owned()),
            (Some(_), Some(_)) => Err("Set times or probability, not both.".to_owned()),
            (Some(times), None) => Ok(Times::Next(times)),
            (None, Some(p)) if (0.0..=1.0).contains(&p) => Ok(Times::Probability {
                p,
                seed: self.seed.unwrap_or_default(),
            }),
            (None, Some(_)) => Err("probability must be from 0 to 1.".to_owned()),
            (None, None) => Ok(Times::Always),
        }
    }

    fn scope(&self) -> Result<FaultScope, String> {
        match (&self.operation, &self.call) {
            (None, None) => Ok(FaultScope::ANY),
            (Some(_), Some(_)) => Err("Set operation or call, not both.".to_owned()),
            (Some(id), None) => FaultScope::operation(id).ok_or_else(|| unknown_operation(id)),
            (None, Some(call)) => match call.split_once(' ') {
                Some((method, path)) if medium().is_api(path) => {
                    Ok(FaultScope::call(method.to_uppercase(), path))
                }
                _ => Err(
                    "call must be a method and a path of the API, such as GET /v1/me.".to_owned(),
                ),
            },
        }
    }

    /// Returns an entry that injects an active fault again.
    pub(super) fn from_injected(injected: &Injected) -> Self {
        Self {
            fault: injected.fault.name().to_owned(),
            call: injected.scope.method_and_path(),
            times: injected.remaining,
            probability: injected.probability,
            ..Self::default()
        }
    }
}

/// Returns the message for an unknown operation, with the known ones.
pub(crate) fn unknown_operation(id: &str) -> String {
    let all = medium().operations().iter();
    let known: Vec<&str> = all.map(|operation| operation.id.as_str()).collect();
    let known = known.join(", ");
    format!("Unknown operation {id:?}. Known operations: {known}.")
}

/// Returns whether control calls still work at some time: the fault ends after a limited number of
/// connections, or spares some.
fn allows_control_calls(times: Times) -> bool {
    match times {
        Times::Always => false,
        Times::Next(times) => times <= MAX_CLOSED,
        Times::Probability { p, .. } => p < 1.0,
    }
}
