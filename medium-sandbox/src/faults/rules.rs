//! The active faults, the calls they apply to, and how often.

use fastrand::Rng;

use super::fault::Fault;
use crate::document::medium;
use crate::document::operations::matches;

/// How often an injected fault applies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Times {
    /// To all calls, until it is cleared.
    Always,
    /// To this number of calls.
    Next(usize),
    /// To each call with this probability. The same seed selects the same calls.
    Probability {
        /// From 0 (never) to 1 (always).
        p: f64,
        /// The seed of the random numbers.
        seed: u64,
    },
}

/// The calls that a fault applies to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultScope {
    /// `None` for any.
    call: Option<(String, String)>,
}

impl FaultScope {
    /// All calls.
    pub const ANY: Self = Self { call: None };

    /// Selects calls with this method and path. `{…}` in the path matches any one segment.
    pub fn call(method: impl Into<String>, path: impl Into<String>) -> Self {
        Self {
            call: Some((method.into(), path.into())),
        }
    }

    /// Calls of an API operation, by its id, such as `createPost`. `None` if it is unknown.
    pub fn operation(id: &str) -> Option<Self> {
        let operation = medium().operation(id)?;
        Some(Self::call(&operation.method, &operation.path))
    }

    /// Returns method and path, such as `POST /v1/images`; `None` for all calls.
    pub(crate) fn method_and_path(&self) -> Option<String> {
        let (method, path) = self.call.as_ref()?;
        Some(format!("{method} {path}"))
    }

    pub(super) fn includes(&self, method: &str, path: &str) -> bool {
        self.call.as_ref().is_none_or(|(wanted, template)| {
            wanted.eq_ignore_ascii_case(method) && matches(template, path)
        })
    }
}

struct Rule {
    fault: Fault,
    scope: FaultScope,
    remaining: Remaining,
}

/// An active fault.
pub(crate) struct Injected {
    pub(crate) fault: Fault,
    pub(crate) scope: FaultScope,
    /// The remaining calls, if limited.
    pub(crate) remaining: Option<usize>,
    /// The probability, if random.
    pub(crate) probability: Option<f64>,
}

enum Remaining {
    Always,
    Calls(usize),
    Chance(f64, Rng),
}

impl Remaining {
    /// Returns whether it applies to the current call. Counts down.
    fn applies(&mut self) -> bool {
        match self {
            Self::Always => true,
            Self::Calls(0) => false,
            Self::Calls(remaining) => {
                *remaining -= 1;
                true
            }
            Self::Chance(p, rng) => rng.f64() < *p,
        }
    }
}

impl Rule {
    fn is_used_up(&self) -> bool {
        matches!(self.remaining, Remaining::Calls(0))
    }
}

/// The injected faults, oldest first. The first that matches applies.
#[derive(Default)]
pub(super) struct Rules(Vec<Rule>);

impl Rules {
    pub(super) fn add(&mut self, fault: Fault, scope: FaultScope, times: Times) {
        let remaining = match times {
            Times::Always => Remaining::Always,
            Times::Next(calls) => Remaining::Calls(calls),
            Times::Probability { p, seed } => {
                let p = if p.is_finite() {
                    p.clamp(0.0, 1.0)
                } else {
                    0.0
                };
                Remaining::Chance(p, Rng::with_seed(seed))
            }
        };
        self.0.retain(|rule| !rule.is_used_up());
        self.0.push(Rule {
            fault,
            scope,
            remaining,
        });
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn clear_fault(&mut self, fault: Fault) {
        self.0.retain(|rule| rule.fault != fault);
    }

    /// Returns whether no fault can apply any more.
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(Rule::is_used_up)
    }

    pub(super) fn injected(&self) -> Vec<Injected> {
        let live = self.0.iter().filter(|rule| !rule.is_used_up());
        live.map(|rule| Injected {
            fault: rule.fault,
            scope: rule.scope.clone(),
            remaining: match rule.remaining {
                Remaining::Calls(remaining) => Some(remaining),
                _ => None,
            },
            probability: match rule.remaining {
                Remaining::Chance(p, _) => Some(p),
                _ => None,
            },
        })
        .collect()
    }

    /// Returns whether the port must be closed.
    pub(super) fn closes_port(&self) -> bool {
        self.0
            .iter()
            .any(|rule| rule.fault == Fault::ConnectionRefused)
    }

    /// Returns whether to close a connection that was just accepted. Counts down.
    pub(super) fn closes_at_accept(&mut self) -> bool {
        let mut closing = self
            .0
            .iter_mut()
            .filter(|rule| rule.fault == Fault::CloseOnConnect);
        closing.any(|rule| rule.remaining.applies())
    }

    /// Returns the fault for a request. Counts down.
    pub(super) fn next_fault(&mut self, method: &str, path: &str) -> Option<Fault> {
        self.0
            .iter_mut()
            .filter(|rule| !rule.fault.affects_connection())
            .filter(|rule| rule.scope.includes(method, path))
            .find_map(|rule| rule.remaining.applies().then_some(rule.fault))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn affected(times: Times) -> Vec<bool> {
        let mut rules = Rules::default();
        rules.add(Fault::Status500, FaultScope::ANY, times);
        (0..20)
            .map(|_| rules.next_fault("GET", "/v1/me").is_some())
            .collect()
    }

    #[test]
    fn a_fault_applies_as_often_as_requested() {
        let twice = [vec![true; 2], vec![false; 18]].concat();
        assert_eq!(affected(Times::Next(2)), twice);
        assert_eq!(affected(Times::Always), [true; 20]);
    }

    #[test]
    fn a_seed_selects_the_same_calls_again() {
        let chance = |seed| affected(Times::Probability { p: 0.5, seed });
        assert_eq!(chance(7), chance(7));
        assert_ne!(chance(7), chance(8));
        assert!(chance(7).contains(&true) && chance(7).contains(&false));
        let (p, seed) = (f64::NAN, 1);
        assert_eq!(affected(Times::Probability { p, seed }), [false; 20]);
    }

    #[test]
    fn a_scope_does_not_affect_other_calls() {
        let mut rules = Rules::default();
        let scope = FaultScope::operation("createPost").unwrap();
        rules.add(Fault::Status500, scope, Times::Next(1));
        assert_eq!(rules.next_fault("GET", "/v1/me"), None);
        assert_eq!(
            rules.next_fault("POST", "/v1/users/1/posts"),
            Some(Fault::Status500)
        );
        assert_eq!(rules.next_fault("POST", "/v1/users/1/posts"), None);
    }
}
