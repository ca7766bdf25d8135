//! Who reads: everyone, the network, those who speak for cities, those who run the network.

use super::{Audience, Partnership, Record};
use crate::rights::{Actor, Role};

/// Who reads partnerships.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// Whether they hold any role in the network.
    is_member: bool,
    /// Whether they run the network, and so read everything.
    runs_network: bool,
    /// Slugs of the cities that they speak for.
    cities: Vec<String>,
    /// Keys of the fields that they coordinate.
    fields: Vec<String>,
}

impl Reader {
    /// Whoever asks, as a reader.
    pub fn of(actor: &Actor) -> Reader {
        let roles = actor.roles();
        let speaks: fn(&Role) -> bool = |role| matches!(role, Role::FocalPoint | Role::Alternate);
        let coordinates: fn(&Role) -> bool =
            |role| matches!(role, Role::FieldCoordinator | Role::FieldDeputy);
        let scopes = |is_one: fn(&Role) -> bool| {
            let held = roles.iter().filter(move |(role, _)| is_one(role));
            held.map(|(_, scope)| scope.clone()).collect()
        };
        Reader {
            is_member: !roles.is_empty(),
            runs_network: roles
                .iter()
                .any(|(role, _)| matches!(role, Role::Secretariat | Role::Administrator)),
            cities: scopes(speaks),
            fields: scopes(coordinates),
        }
    }

    /// Slugs of the cities that they speak for.
    pub fn cities(&self) -> &[String] {
        &self.cities
    }

    /// Keys of the fields that they coordinate.
    pub fn fields(&self) -> &[String] {
        &self.fields
    }

    /// The audience that they are of, where it is known whether they are a party.
    pub fn audience(&self, is_party: bool) -> Audience {
        match self.runs_network || is_party {
            true => Audience::Parties,
            false if self.is_member => Audience::Members,
            false => Audience::Public,
        }
    }

    /// Whether they act in a partnership: for one of its cities, for a field that it touches, for the network.
    pub fn is_party(&self, record: &Record) -> bool {
        let speaks = record
            .city_slugs()
            .iter()
            .any(|city| self.cities.iter().any(|own| own == city));
        let coordinates = self
            .fields
            .iter()
            .any(|field| record.fields.contains(field));
        self.runs_network || speaks || coordinates
    }

    /// A partnership as they may read it.
    pub fn sees(&self, partnership: &Partnership) -> Option<Partnership> {
        partnership.for_audience(self.audience(self.is_party(&partnership.record)))
    }
}
