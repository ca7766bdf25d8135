//! Codes of the tracker as words.

use domain::partnership::{
    Aim, Area, Audience, Direction, Facet, Field, Freshness, Group, Health, PartnerRole, Sector,
    Sort, Source, Status, Tag, Target, View,
};

use crate::i18n::{Locale, text};

/// A status.
pub fn status(l: Locale, status: Status) -> &'static str {
    match status {
        Status::Idea => text!(l, status.idea),
        Status::SeekingPartners => text!(l, status.seeking_partners),
        Status::Agreed => text!(l, status.agreed),
        Status::Running => text!(l, status.running),
        Status::Completed => text!(l, status.completed),
        Status::Closed => text!(l, status.closed),
        Status::Paused => text!(l, status.paused),
        Status::Cancelled => text!(l, status.cancelled),
    }
}

/// How it goes.
pub fn health(l: Locale, health: Health) -> &'static str {
    match health {
        Health::OnTrack => text!(l, signal.on_track),
        Health::AtRisk => text!(l, signal.at_risk),
        Health::OffTrack => text!(l, signal.off_track),
    }
}

/// How fresh what is known is.
pub fn freshness(l: Locale, freshness: Freshness) -> &'static str {
    match freshness {
        Freshness::Fresh => text!(l, signal.fresh),
        Freshness::Ageing => text!(l, signal.ageing),
        Freshness::Stale => text!(l, signal.stale),
    }
}

/// A direction of cooperation.
pub fn direction(l: Locale, direction: Direction) -> &'static str {
    match direction {
        Direction::Domestic => text!(l, direction.domestic),
        Direction::NorthNorth => text!(l, direction.north_north),
        Direction::NorthSouth => text!(l, direction.north_south),
        Direction::SouthSouth => text!(l, direction.south_south),
        Direction::NorthSouthSouth => text!(l, direction.north_south_south),
    }
}

/// An area of action.
pub fn area(l: Locale, area: Area) -> &'static str {
    super::area(l, area.key())
}

/// An aim of the mission.
pub fn aim(l: Locale, aim: Aim) -> &'static str {
    match aim {
        Aim::Cooperation => text!(l, aim.a1),
        Aim::Partnerships => text!(l, aim.a2),
        Aim::Hubs => text!(l, aim.a3),
        Aim::Participation => text!(l, aim.a4),
    }
}

/// A Sustainable Development Goal, by its number; empty where there is none.
pub fn sdg(l: Locale, number: u8) -> &'static str {
    match number {
        1 => text!(l, sdg.g1),
        2 => text!(l, sdg.g2),
        3 => text!(l, sdg.g3),
        4 => text!(l, sdg.g4),
        5 => text!(l, sdg.g5),
        6 => text!(l, sdg.g6),
        7 => text!(l, sdg.g7),
        8 => text!(l, sdg.g8),
        9 => text!(l, sdg.g9),
        10 => text!(l, sdg.g10),
        11 => text!(l, sdg.g11),
        12 => text!(l, sdg.g12),
        13 => text!(l, sdg.g13),
        14 => text!(l, sdg.g14),
        15 => text!(l, sdg.g15),
        16 => text!(l, sdg.g16),
        17 => text!(l, sdg.g17),
        _ => "",
    }
}

/// What a partner is in a partnership.
pub fn partner_role(l: Locale, role: PartnerRole) -> &'static str {
    match role {
        PartnerRole::Lead => text!(l, partner.lead),
        PartnerRole::Partner => text!(l, partner.partner),
        PartnerRole::Beneficiary => text!(l, partner.beneficiary),
        PartnerRole::Host => text!(l, partner.host),
        PartnerRole::Funder => text!(l, partner.funder),
        PartnerRole::Knowledge => text!(l, partner.knowledge),
    }
}

/// The sector of a partner that is no city.
pub fn sector(l: Locale, sector: Sector) -> &'static str {
    match sector {
        Sector::Public => text!(l, partner.public),
        Sector::Private => text!(l, partner.private),
        Sector::Professional => text!(l, partner.professional),
        Sector::Community => text!(l, partner.community),
        Sector::CivilSociety => text!(l, partner.civil_society),
        Sector::CulturalInstitution => text!(l, partner.cultural_institution),
    }
}

/// Whom it is for.
pub fn target(l: Locale, target: Target) -> &'static str {
    match target {
        Target::Women => text!(l, partner.women),
        Target::Youth => text!(l, partner.youth),
        Target::Vulnerable => text!(l, partner.vulnerable),
        Target::Everyone => text!(l, partner.everyone),
    }
}

/// A notion of the mission.
pub fn tag(l: Locale, tag: Tag) -> &'static str {
    match tag {
        Tag::CultureAndDevelopment => text!(l, partner.culture_and_development),
        Tag::SustainableDevelopment => text!(l, partner.sustainable_development),
        Tag::CreativeEconomy => text!(l, partner.creative_economy),
        Tag::CreativeTourism => text!(l, partner.creative_tourism),
    }
}

/// Where money comes from.
pub fn source(l: Locale, source: Source) -> &'static str {
    match source {
        Source::City => text!(l, partner.source_city),
        Source::National => text!(l, partner.national),
        Source::Private => text!(l, partner.source_private),
        Source::InKind => text!(l, partner.in_kind),
    }
}

/// Who reads a group.
pub fn audience(l: Locale, audience: Audience) -> &'static str {
    match audience {
        Audience::Public => text!(l, tracker.everyone),
        Audience::Members => text!(l, tracker.members),
        Audience::Parties => text!(l, tracker.parties),
    }
}

/// A group of parts.
pub fn group(l: Locale, group: Group) -> &'static str {
    match group {
        Group::Core => text!(l, tracker.core),
        Group::Particulars => text!(l, tracker.particulars),
        Group::Progress => text!(l, tracker.progress),
        Group::Money => text!(l, tracker.money),
        Group::Links => text!(l, tracker.links),
    }
}

/// A part of the record.
pub fn field(l: Locale, field: Field) -> &'static str {
    match field {
        Field::Title => text!(l, tracker.title_label),
        Field::Summary => text!(l, tracker.summary),
        Field::Language => text!(l, tracker.language),
        Field::Area => text!(l, tracker.main_area),
        Field::AlsoIn => text!(l, tracker.also_in),
        Field::Particulars => text!(l, tracker.particulars),
        Field::Cities => text!(l, tracker.cities),
        Field::Organisations => text!(l, tracker.organisations),
        Field::Aims => text!(l, tracker.aims),
        Field::Fields => text!(l, tracker.fields),
        Field::Sdgs => text!(l, tracker.sdgs),
        Field::Targets => text!(l, tracker.targets),
        Field::Tags => text!(l, tracker.tags),
        Field::StartsOn => text!(l, tracker.starts_on),
        Field::EndsOn => text!(l, tracker.ends_on),
        Field::StartedOn => text!(l, tracker.started_on),
        Field::EndedOn => text!(l, tracker.ended_on),
        Field::Money => text!(l, tracker.money),
        Field::Measures => text!(l, tracker.measures),
        Field::Milestones => text!(l, tracker.milestones),
        Field::Links => text!(l, tracker.links),
        Field::DeclaredDirection => text!(l, tracker.declared),
        Field::Health => text!(l, signal.health),
        Field::Audiences => text!(l, tracker.visibility),
    }
}

/// A facet.
pub fn facet(l: Locale, facet: Facet) -> &'static str {
    match facet {
        Facet::Status => text!(l, tracker.status),
        Facet::Area => text!(l, tracker.area),
        Facet::Direction => text!(l, tracker.direction),
        Facet::Region => text!(l, tracker.region),
        Facet::Field => text!(l, tracker.field),
        Facet::Aim => text!(l, tracker.aim),
        Facet::Sdg => text!(l, tracker.sdg),
        Facet::Health => text!(l, tracker.health),
        Facet::City => text!(l, tracker.city),
    }
}

/// A view.
pub fn view(l: Locale, view: View) -> &'static str {
    match view {
        View::Board => text!(l, tracker.board),
        View::Table => text!(l, tracker.table),
        View::Timeline => text!(l, tracker.timeline),
        View::Calendar => text!(l, tracker.calendar),
    }
}

/// An order.
pub fn sort(l: Locale, sort: Sort) -> &'static str {
    match sort {
        Sort::Recent => text!(l, tracker.recent),
        Sort::Title => text!(l, tracker.by_title),
        Sort::Starts => text!(l, tracker.starts),
        Sort::Ends => text!(l, tracker.ends),
    }
}

/// A question that is particular to an area, or one of the values it may be answered with; the key where nobody named it.
pub fn particular(l: Locale, key: &'static str) -> &'static str {
    match key {
        "hypothesis" => text!(l, particular.hypothesis),
        "place" => text!(l, particular.place),
        "scaling" => text!(l, particular.scaling),
        "efficiency" => text!(l, particular.efficiency),
        "effectiveness" => text!(l, particular.effectiveness),
        "taken-over-by" => text!(l, particular.taken_over_by),
        "study-type" => text!(l, particular.study_type),
        "research" => text!(l, particular.research),
        "evaluation" => text!(l, particular.evaluation),
        "statistics" => text!(l, particular.statistics),
        "authors" => text!(l, particular.authors),
        "published-on" => text!(l, particular.published_on),
        "publication" => text!(l, particular.publication),
        "meeting-type" => text!(l, particular.meeting_type),
        "consultation" => text!(l, particular.consultation),
        "gathering" => text!(l, particular.gathering),
        "virtual-convention" => text!(l, particular.virtual_convention),
        "starts-at" => text!(l, particular.starts_at),
        "ends-at" => text!(l, particular.ends_at),
        "zone" => text!(l, particular.zone),
        "venue" => text!(l, particular.venue),
        "meeting-link" => text!(l, particular.meeting_link),
        "agenda" => text!(l, particular.agenda),
        "attendance" => text!(l, particular.attendance),
        "minutes" => text!(l, particular.minutes),
        "decisions" => text!(l, particular.decisions),
        "assistance" => text!(l, particular.assistance),
        "assisted" => text!(l, particular.assisted),
        "training-type" => text!(l, particular.training_type),
        "interns" => text!(l, particular.interns),
        "trainees" => text!(l, particular.trainees),
        "educational-modules" => text!(l, particular.educational_modules),
        "host" => text!(l, particular.host),
        "home" => text!(l, particular.home),
        "places" => text!(l, particular.places),
        "duration" => text!(l, particular.duration),
        "stipend" => text!(l, particular.stipend),
        "how-to-apply" => text!(l, particular.how_to_apply),
        "apply-by" => text!(l, particular.apply_by),
        "instrument" => text!(l, particular.instrument),
        "level" => text!(l, particular.level),
        "local" => text!(l, particular.local),
        "national" => text!(l, particular.national),
        "adopted-on" => text!(l, particular.adopted_on),
        "development-plan" => text!(l, particular.development_plan),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use domain::partnership::{AREAS, Answer};

    use super::*;
    use crate::i18n::LOCALES;

    #[test]
    fn every_particular_and_every_value_of_one_has_words() {
        for l in LOCALES {
            for asked in AREAS.iter().flat_map(|area| area.particulars()) {
                let values: &[&str] = match asked.answer {
                    Answer::OneOf(values) => values,
                    _ => &[],
                };
                for key in std::iter::once(&asked.key).chain(values) {
                    assert_ne!(particular(l, key), *key, "{key} in {l:?}");
                }
            }
        }
    }
}
