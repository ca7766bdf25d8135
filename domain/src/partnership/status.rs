//! The life of a partnership: which status follows which. The one table that server, pages and documentation use.

use serde::{Deserialize, Serialize};

use crate::problem::Problem;

/// Where a partnership stands.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Somebody thinks of it.
    #[default]
    Idea,
    /// It looks for partners.
    SeekingPartners,
    /// The partners have agreed to do it.
    Agreed,
    /// It is being done.
    Running,
    /// What was planned is done.
    Completed,
    /// What followed has been looked at; nothing more is expected.
    Closed,
    /// It rests.
    Paused,
    /// It will not be done.
    Cancelled,
}

impl Status {
    /// Every status, in the order of a life; those beside it last.
    pub const ALL: [Status; 8] = [
        Status::Idea,
        Status::SeekingPartners,
        Status::Agreed,
        Status::Running,
        Status::Completed,
        Status::Closed,
        Status::Paused,
        Status::Cancelled,
    ];

    /// Stable key, as in addresses and rows.
    pub fn key(self) -> &'static str {
        match self {
            Status::Idea => "idea",
            Status::SeekingPartners => "seeking-partners",
            Status::Agreed => "agreed",
            Status::Running => "running",
            Status::Completed => "completed",
            Status::Closed => "closed",
            Status::Paused => "paused",
            Status::Cancelled => "cancelled",
        }
    }

    /// The status of a key.
    pub fn of_key(key: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.key() == key)
    }

    /// Its code in the activity status list of the International Aid Transparency Initiative (version 2.03), which knows
    /// nothing before the pipeline.
    pub fn iati(self) -> Option<u8> {
        match self {
            Status::Idea | Status::SeekingPartners => None,
            Status::Agreed => Some(1),
            Status::Running => Some(2),
            Status::Completed => Some(3),
            Status::Closed => Some(4),
            Status::Cancelled => Some(5),
            Status::Paused => Some(6),
        }
    }

    /// Whether news is expected of it, so that silence is a sign.
    pub fn is_alive(self) -> bool {
        !matches!(self, Status::Closed | Status::Cancelled)
    }

    /// Whether at least two partners have to stand behind it.
    pub fn needs_partners(self) -> bool {
        matches!(
            self,
            Status::Agreed | Status::Running | Status::Completed | Status::Closed
        )
    }

    /// Where it can go from here.
    pub fn steps(self) -> impl Iterator<Item = &'static Step> {
        STEPS.iter().filter(move |step| step.from == self)
    }

    /// The step to another status; a problem where there is none, or where it wants a reason that is not given.
    pub fn step_to(self, to: Status, reason: &str) -> Result<&'static Step, Problem> {
        let step = self.steps().find(|step| step.to == to);
        match step {
            None => Err(Problem::NoSuchStep),
            Some(step) if step.reason == Reason::Required && reason.trim().is_empty() => {
                Err(Problem::ReasonNeeded)
            }
            Some(step) => Ok(step),
        }
    }
}

/// Whether a step asks why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It may be said.
    Offered,
    /// It has to be said.
    Required,
}

/// A step from one status to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// From here.
    pub from: Status,
    /// To there.
    pub to: Status,
    /// Whether it asks why.
    pub reason: Reason,
}

const fn step(from: Status, to: Status, reason: Reason) -> Step {
    Step { from, to, reason }
}

/// Every step there is; what is not here is refused.
pub const STEPS: [Step; 20] = {
    use Reason::{Offered, Required};
    use Status::{
        Agreed, Cancelled, Closed, Completed, Idea, Paused, Running, SeekingPartners as Seeking,
    };
    [
        step(Idea, Seeking, Offered),
        step(Idea, Agreed, Offered),
        step(Idea, Cancelled, Required),
        step(Seeking, Idea, Offered),
        step(Seeking, Agreed, Offered),
        step(Seeking, Paused, Required),
        step(Seeking, Cancelled, Required),
        step(Agreed, Running, Offered),
        step(Agreed, Seeking, Required),
        step(Agreed, Paused, Required),
        step(Agreed, Cancelled, Required),
        step(Running, Completed, Offered),
        step(Running, Paused, Required),
        step(Running, Cancelled, Required),
        step(Completed, Closed, Offered),
        step(Completed, Running, Required),
        step(Closed, Completed, Required),
        step(Paused, Running, Offered),
        step(Paused, Cancelled, Required),
        step(Cancelled, Idea, Required),
    ]
};

/// The table of steps as a diagram (Mermaid): dotted where a reason is needed.
pub fn diagram() -> String {
    let arrow = |step: &Step| match step.reason {
        Reason::Offered => "-->",
        Reason::Required => "-.->",
    };
    STEPS
        .iter()
        .fold("flowchart LR\n".to_owned(), |mut drawn, step| {
            drawn.push_str(&format!(
                "    {} {} {}\n",
                step.from.key(),
                arrow(step),
                step.to.key()
            ));
            drawn
        })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_status_has_a_key_of_its_own() {
        for status in Status::ALL {
            assert_eq!(Status::of_key(status.key()), Some(status));
            assert_eq!(
                serde_json::to_value(status).unwrap(),
                status.key(),
                "rows and addresses agree"
            );
        }
        assert_eq!(Status::of_key("done"), None);
    }

    #[test]
    fn every_status_is_reached_from_every_other() {
        for begin in Status::ALL {
            let mut reached = BTreeSet::from([begin]);
            for _ in Status::ALL {
                let more: Vec<Status> = reached
                    .iter()
                    .flat_map(|status| status.steps().map(|step| step.to))
                    .collect();
                reached.extend(more);
            }
            assert_eq!(reached.len(), Status::ALL.len(), "from {begin:?}");
        }
    }

    #[test]
    fn a_step_is_in_the_table_once_and_leads_elsewhere() {
        let pairs: BTreeSet<_> = STEPS.iter().map(|step| (step.from, step.to)).collect();
        assert_eq!(pairs.len(), STEPS.len());
        assert!(STEPS.iter().all(|step| step.from != step.to));
    }

    #[test]
    fn what_is_not_in_the_table_is_refused() {
        let mut refused = 0;
        for from in Status::ALL {
            for to in Status::ALL {
                let known = STEPS.iter().any(|step| (step.from, step.to) == (from, to));
                let tried = from.step_to(to, "because");
                assert_eq!(tried.is_ok(), known, "{from:?} to {to:?}");
                refused += usize::from(tried == Err(Problem::NoSuchStep));
            }
        }
        assert_eq!(refused, 64 - STEPS.len());
    }

    #[test]
    fn the_documentation_shows_this_table() {
        let documentation = include_str!("../../../ARCHITECTURE.md");
        assert!(documentation.contains(&diagram()), "put in:\n{}", diagram());
    }

    #[test]
    fn a_completed_partnership_cannot_be_paused() {
        let tried = Status::Completed.step_to(Status::Paused, "tired");
        assert_eq!(tried, Err(Problem::NoSuchStep));
    }

    #[test]
    fn whoever_cancels_says_why() {
        let tried = Status::Running.step_to(Status::Cancelled, "  ");
        assert_eq!(tried, Err(Problem::ReasonNeeded));
        assert!(
            Status::Running
                .step_to(Status::Cancelled, "No money")
                .is_ok()
        );
    }
}
