//! Who may do what: one function, asked by every route and server function. What nobody decided is refused.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::account::AccountId;

/// What a person is in the network (the actors of its procedures). Everyone with an account may apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// The city's correspondent, named by its mayor.
    FocalPoint,
    /// Support of the focal point, with the same rights.
    Alternate,
    /// Coordinates a field, chosen by its cities.
    FieldCoordinator,
    /// Stands in for the coordinator.
    FieldDeputy,
    /// A National Commission for UNESCO.
    NationalCommission,
    /// Reads and rates the applications given to them.
    Reviewer,
    /// Takes the decision on applications.
    Decider,
    /// Runs the network.
    Secretariat,
    /// Runs the software.
    Administrator,
}

/// What a role is held for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// A city, by its slug.
    City,
    /// A creative field, by its key.
    Field,
    /// A country, by its ISO code.
    Country,
    /// The whole network.
    Network,
}

impl ScopeKind {
    /// Stable key, as in addresses.
    pub fn key(self) -> &'static str {
        match self {
            ScopeKind::City => "city",
            ScopeKind::Field => "field",
            ScopeKind::Country => "country",
            ScopeKind::Network => "network",
        }
    }

    /// The kind of a key.
    pub fn of_key(key: &str) -> Option<ScopeKind> {
        use ScopeKind::*;
        [City, Field, Country, Network]
            .into_iter()
            .find(|kind| kind.key() == key)
    }
}

impl Role {
    /// Every role, from those for one city to those for all.
    pub const ALL: [Role; 9] = [
        Role::FocalPoint,
        Role::Alternate,
        Role::FieldCoordinator,
        Role::FieldDeputy,
        Role::NationalCommission,
        Role::Reviewer,
        Role::Decider,
        Role::Secretariat,
        Role::Administrator,
    ];

    /// Stable key, as in commands, addresses and rows.
    pub fn key(self) -> &'static str {
        match self {
            Role::FocalPoint => "focal-point",
            Role::Alternate => "alternate",
            Role::FieldCoordinator => "field-coordinator",
            Role::FieldDeputy => "field-deputy",
            Role::NationalCommission => "national-commission",
            Role::Reviewer => "reviewer",
            Role::Decider => "decider",
            Role::Secretariat => "secretariat",
            Role::Administrator => "administrator",
        }
    }

    /// The role of a key.
    pub fn of_key(key: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.key() == key)
    }

    /// What it is held for.
    pub fn scope(self) -> ScopeKind {
        match self {
            Role::FocalPoint | Role::Alternate => ScopeKind::City,
            Role::FieldCoordinator | Role::FieldDeputy => ScopeKind::Field,
            Role::NationalCommission => ScopeKind::Country,
            Role::Reviewer | Role::Decider | Role::Secretariat | Role::Administrator => {
                ScopeKind::Network
            }
        }
    }
}

/// A role that a person holds, from a day and maybe until another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Slug, key or code of what it is held for; empty for the whole network.
    pub scope: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day; none where it is open.
    pub until: Option<NaiveDate>,
}

impl Grant {
    /// Whether it is in force on a day.
    pub fn is_in_force(&self, today: NaiveDate) -> bool {
        self.from <= today && self.until.is_none_or(|until| today <= until)
    }
}

/// Who asks: nobody in particular, or a person with the roles in force.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Actor {
    /// Not signed in.
    #[default]
    Visitor,
    /// Signed in.
    Person {
        /// Their account.
        account: AccountId,
        /// The roles that they hold today.
        roles: Vec<(Role, String)>,
    },
}

impl Actor {
    /// The person's account.
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Actor::Visitor => None,
            Actor::Person { account, .. } => Some(*account),
        }
    }

    /// Whether they hold a role for something.
    fn holds(&self, role: Role, scope: &str) -> bool {
        self.roles()
            .iter()
            .any(|(held, of)| *held == role && of == scope)
    }

    /// Whether they run the network or the software.
    fn runs_network(&self) -> bool {
        self.holds(Role::Secretariat, "") || self.holds(Role::Administrator, "")
    }

    /// Whether they speak for a city.
    fn speaks_for(&self, city: &str) -> bool {
        self.holds(Role::FocalPoint, city) || self.holds(Role::Alternate, city)
    }

    /// The roles in force.
    pub fn roles(&self) -> &[(Role, String)] {
        match self {
            Actor::Visitor => &[],
            Actor::Person { roles, .. } => roles,
        }
    }
}

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Reading what is public.
    Browse,
    /// Signing in, registering, asking for a new password, following a link from a letter.
    Enter,
    /// Everything about one's own account.
    KeepAccount,
    /// Opening the desk, which shows what waits for oneself.
    OpenDesk,
    /// Changing what a city says of itself; what it alone knows counts at once, the rest once it is approved.
    EditProfile,
    /// Approving or refusing such changes.
    ApproveProfile,
    /// Seeing who holds a role for something.
    SeeRoles,
    /// Giving a role, inviting to one, ending it.
    GiveRole(Role),
    /// Reading the trail of events.
    ReadTrail,
    /// Reading what became of letters.
    ReadMail,
}

impl Action {
    /// Every action.
    pub fn all() -> impl Iterator<Item = Action> {
        use Action::*;
        [
            Browse,
            Enter,
            KeepAccount,
            OpenDesk,
            EditProfile,
            ApproveProfile,
            SeeRoles,
            ReadTrail,
            ReadMail,
        ]
        .into_iter()
        .chain(Role::ALL.map(GiveRole))
    }
}

/// What it is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object<'a> {
    /// The network as a whole.
    Network,
    /// A city, by its slug.
    City(&'a str),
    /// A creative field, by its key.
    Field(&'a str),
    /// A country, by its code.
    Country(&'a str),
    /// An account.
    Account(AccountId),
}

impl<'a> Object<'a> {
    /// What a scope names.
    pub fn of(kind: ScopeKind, scope: &'a str) -> Object<'a> {
        match kind {
            ScopeKind::City => Object::City(scope),
            ScopeKind::Field => Object::Field(scope),
            ScopeKind::Country => Object::Country(scope),
            ScopeKind::Network => Object::Network,
        }
    }
}

/// Whether someone may do something to something.
pub fn may(actor: &Actor, action: Action, object: Object<'_>) -> bool {
    match (action, object) {
        (Action::Browse | Action::Enter, Object::Network) => true,
        (Action::KeepAccount, Object::Account(account)) => actor.account() == Some(account),
        (Action::OpenDesk, Object::Network) => actor.account().is_some(),
        (Action::EditProfile | Action::SeeRoles, Object::City(city)) => {
            actor.runs_network() || actor.speaks_for(city)
        }
        (Action::SeeRoles, Object::Field(field)) => {
            actor.runs_network()
                || actor.holds(Role::FieldCoordinator, field)
                || actor.holds(Role::FieldDeputy, field)
        }
        (Action::SeeRoles, Object::Network | Object::Country(_)) => actor.runs_network(),
        (Action::GiveRole(role), object) => may_give(actor, role, object),
        (Action::ApproveProfile | Action::ReadTrail | Action::ReadMail, Object::Network) => {
            actor.runs_network()
        }
        _ => false,
    }
}

/// Nobody gives a role above their own: an administrator comes from an administrator only. A focal point names the
/// alternate and hands over to a successor; a coordinator names the deputy.
fn may_give(actor: &Actor, role: Role, object: Object<'_>) -> bool {
    match (role, object) {
        (Role::Administrator, Object::Network) => actor.holds(Role::Administrator, ""),
        (Role::Secretariat | Role::Reviewer | Role::Decider, Object::Network)
        | (Role::NationalCommission, Object::Country(_))
        | (Role::FieldCoordinator, Object::Field(_)) => actor.runs_network(),
        (Role::FocalPoint | Role::Alternate, Object::City(city)) => {
            actor.runs_network() || actor.holds(Role::FocalPoint, city)
        }
        (Role::FieldDeputy, Object::Field(field)) => {
            actor.runs_network() || actor.holds(Role::FieldCoordinator, field)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One letter for each kind of person. All hold their roles for Bologna, music and Italy, and have account 1.
    const PEOPLE: [(char, Option<Role>); 10] = [
        ('p', None),
        ('f', Some(Role::FocalPoint)),
        ('a', Some(Role::Alternate)),
        ('c', Some(Role::FieldCoordinator)),
        ('d', Some(Role::FieldDeputy)),
        ('n', Some(Role::NationalCommission)),
        ('r', Some(Role::Reviewer)),
        ('x', Some(Role::Decider)),
        ('s', Some(Role::Secretariat)),
        ('A', Some(Role::Administrator)),
    ];

    const OBJECTS: [Object<'static>; 9] = [
        Object::Network,
        Object::City("bologna"),
        Object::City("dakar"),
        Object::Field("music"),
        Object::Field("film"),
        Object::Country("IT"),
        Object::Country("SN"),
        Object::Account(1),
        Object::Account(2),
    ];

    /// Who may: the letters of people, `v` a visitor, `-` nobody. Columns as in `OBJECTS`.
    const MATRIX: &str = "
        Browse                        vpfacdnrxsA -   -  -    -  -  - -           -
        Enter                         vpfacdnrxsA -   -  -    -  -  - -           -
        KeepAccount                   -           -   -  -    -  -  - pfacdnrxsA  -
        OpenDesk                      pfacdnrxsA  -   -  -    -  -  - -           -
        EditProfile                   -           fasA sA -    -  -  - -           -
        ApproveProfile                sA          -   -  -    -  -  - -           -
        SeeRoles                      sA          fasA sA cdsA sA sA sA -         -
        ReadTrail                     sA          -   -  -    -  -  - -           -
        ReadMail                      sA          -   -  -    -  -  - -           -
        GiveRole(FocalPoint)          -           fsA sA -    -  -  - -           -
        GiveRole(Alternate)           -           fsA sA -    -  -  - -           -
        GiveRole(FieldCoordinator)    -           -   -  sA   sA -  - -           -
        GiveRole(FieldDeputy)         -           -   -  csA  sA -  - -           -
        GiveRole(NationalCommission)  -           -   -  -    -  sA sA -          -
        GiveRole(Reviewer)            sA          -   -  -    -  -  - -           -
        GiveRole(Decider)             sA          -   -  -    -  -  - -           -
        GiveRole(Secretariat)         sA          -   -  -    -  -  - -           -
        GiveRole(Administrator)       A           -   -  -    -  -  - -           -
    ";

    fn scope(role: Role) -> &'static str {
        match role.scope() {
            ScopeKind::City => "bologna",
            ScopeKind::Field => "music",
            ScopeKind::Country => "IT",
            ScopeKind::Network => "",
        }
    }

    fn actors() -> impl Iterator<Item = (char, Actor)> {
        let people = PEOPLE.into_iter().map(|(letter, role)| {
            let roles = role.map(|role| (role, scope(role).to_owned()));
            let roles = roles.into_iter().collect();
            (letter, Actor::Person { account: 1, roles })
        });
        std::iter::once(('v', Actor::Visitor)).chain(people)
    }

    #[test]
    fn every_cell_of_the_matrix_is_decided_and_kept() {
        let mut cells = 0;
        for action in Action::all() {
            let name = format!("{action:?}");
            let mut lines = MATRIX
                .lines()
                .map(str::split_whitespace)
                .filter_map(|mut words| {
                    (words.next() == Some(name.as_str())).then(|| words.collect::<Vec<_>>())
                });
            let line = lines
                .next()
                .unwrap_or_else(|| panic!("{name} is undecided"));
            assert!(lines.next().is_none(), "{name} is decided twice");
            assert_eq!(line.len(), OBJECTS.len(), "{name} has undecided objects");
            for (object, allowed) in OBJECTS.into_iter().zip(line) {
                for (letter, actor) in actors() {
                    let decided = allowed.contains(letter);
                    assert_eq!(
                        may(&actor, action, object),
                        decided,
                        "{letter} {name} {object:?}"
                    );
                    cells += 1;
                }
            }
        }
        println!("{cells} cells of rights");
        assert_eq!(cells, Action::all().count() * OBJECTS.len() * 11);
    }

    #[test]
    fn every_role_has_a_key_of_its_own() {
        for role in Role::ALL {
            assert_eq!(Role::of_key(role.key()), Some(role));
        }
        assert_eq!(Role::of_key("mayor"), None);
    }

    #[test]
    fn a_grant_holds_from_its_first_day_to_its_last() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let grant = Grant {
            role: Role::Reviewer,
            scope: String::new(),
            from: day(10),
            until: Some(day(20)),
        };
        let held: Vec<bool> = [9, 10, 20, 21]
            .map(|at| grant.is_in_force(day(at)))
            .to_vec();
        assert_eq!(held, [false, true, true, false]);
        let open = Grant {
            until: None,
            ..grant
        };
        assert!(open.is_in_force(day(30)) && !open.is_in_force(day(1)));
    }
}
