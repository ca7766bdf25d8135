//! Bringing an edit together with what others changed meanwhile, field by field.

use serde_json::{Map, Value};

use super::{Field, Record};

/// A field that two people changed to different values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The field.
    pub field: Field,
    /// What stands there now.
    pub now: Value,
    /// What the editor wants there.
    pub wanted: Value,
}

/// An edit brought together with what stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// What comes of it where nothing is in conflict.
    pub record: Record,
    /// What the edit changes of what stands: field, before, after.
    pub changes: Vec<(Field, Value, Value)>,
    /// What is in conflict; then nothing is to be saved.
    pub conflicts: Vec<Conflict>,
}

/// Brings together what an editor saw, what they made of it, and what stands now. Fields that the editor left alone keep
/// what stands; a field that both changed alike is no conflict.
pub fn merge(seen: &Record, edited: &Record, now: &Record) -> Merged {
    let (seen, edited, mut stands) = (parts(seen), parts(edited), parts(now));
    let (mut changes, mut conflicts) = (Vec::new(), Vec::new());
    for field in Field::ALL.iter().copied() {
        let of = |record: &Map<String, Value>| record.get(field.key()).cloned().unwrap_or_default();
        let (before, wanted, standing) = (of(&seen), of(&edited), of(&stands));
        if wanted == before || wanted == standing {
            continue;
        }
        if standing != before {
            conflicts.push(Conflict {
                field,
                now: standing,
                wanted,
            });
            continue;
        }
        stands.insert(field.key().to_owned(), wanted.clone());
        changes.push((field, standing, wanted));
    }
    let record = serde_json::from_value(Value::Object(stands));
    Merged {
        record: record.unwrap_or_else(|_| now.clone()),
        changes,
        conflicts,
    }
}

/// The fields of a record by their keys.
fn parts(record: &Record) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(parts)) => parts,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn with(title: &str, summary: &str) -> Record {
        Record {
            title: title.to_owned(),
            summary: summary.to_owned(),
            ..Record::default()
        }
    }

    #[test]
    fn changes_of_different_fields_come_together() {
        let merged = merge(&with("a", "b"), &with("A", "b"), &with("a", "B"));
        assert_eq!(merged.record, with("A", "B"));
        assert_eq!(merged.conflicts, []);
        assert_eq!(merged.changes, [(Field::Title, "a".into(), "A".into())]);
    }

    #[test]
    fn the_same_field_is_told_with_both_values() {
        let merged = merge(&with("a", "b"), &with("mine", "b"), &with("theirs", "b"));
        assert_eq!(
            merged.conflicts,
            [Conflict {
                field: Field::Title,
                now: "theirs".into(),
                wanted: "mine".into()
            }]
        );
    }

    proptest! {
        #[test]
        fn of_two_edits_none_is_lost_silently(
            base in "[ab]", one in ("[abc]", "[abc]"), other in ("[abc]", "[abc]")
        ) {
            let seen = with(&base, &base);
            let (one, other) = (with(&one.0, &one.1), with(&other.0, &other.1));
            let merged = merge(&seen, &one, &other);
            for field in [Field::Title, Field::Summary] {
                let of = |record: &Record| match field {
                    Field::Title => record.title.clone(),
                    _ => record.summary.clone(),
                };
                let is_told = merged.conflicts.iter().any(|conflict| conflict.field == field);
                // Whoever changed it finds it in the record, or is told.
                for edit in [&one, &other] {
                    if of(edit) != base {
                        prop_assert!(of(&merged.record) == of(edit) || is_told);
                    }
                }
            }
        }
    }
}
