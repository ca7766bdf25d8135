use serde::{Deserialize, Serialize};

use super::{
    projection::{HEIGHT, Point, WIDTH},
    viewport::Viewport,
};

/// Dots nearer than this become one, in drawing units at zoom 1, where a dot has a radius of about 4.5.
pub const REACH: f64 = 11.0;

/// Places drawn as one dot; `members` are the numbers given to [`cluster`], ascending.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    /// The mean of the members' places.
    pub center: Point,
    /// Whom the dot stands for.
    pub members: Vec<u32>,
}

/// The dots to draw in a viewport, from top to bottom; their centres are at least [`REACH`] / zoom apart.
///
/// Every point inside the frame (or less than [`REACH`] / zoom outside) is in exactly one cluster. Each point has its
/// own number; their order does not matter. First a fine grid, then the fullest groups take in those within reach,
/// until none is (the idea of Mapbox supercluster); O(n log n).
pub fn cluster(points: &[(u32, Point)], viewport: &Viewport) -> Vec<Cluster> {
    let reach = REACH / viewport.zoom();
    let window = viewport.frame().grown(reach);
    let shown = points.iter().filter(|(_, point)| window.contains(*point));
    let mut groups = join_by_cell(shown.copied().collect(), reach / 2.0);
    loop {
        let before = groups.len();
        groups = join_within_reach(groups, reach);
        if groups.len() == before {
            break;
        }
    }
    let clusters = groups.into_iter().map(Cluster::from).collect();
    in_order(clusters, |cluster| cell_of(cluster.center, 0.01))
}

/// The viewport in which these points fill about half of the frame: what opening a cluster shows.
///
/// The same points always give the same viewport, so opening again and again comes to an end.
pub fn viewport_of(members: &[Point]) -> Viewport {
    let Some(first) = members.first() else {
        return Viewport::default();
    };
    let (least, most) = members
        .iter()
        .fold((*first, *first), |(least, most), point| {
            (
                Point::new(least.x.min(point.x), least.y.min(point.y)),
                Point::new(most.x.max(point.x), most.y.max(point.y)),
            )
        });
    let center = Point::new((least.x + most.x) / 2.0, (least.y + most.y) / 2.0);
    let room = (WIDTH / (most.x - least.x)).min(HEIGHT / (most.y - least.y));
    Viewport::at(center, room / 2.0)
}

/// Whether [`viewport_of`] shows these points as more than one dot; if not, offer a list instead.
pub fn can_part(members: &[Point]) -> bool {
    let numbered: Vec<(u32, Point)> = (0..).zip(members.iter().copied()).collect();
    cluster(&numbered, &viewport_of(members)).len() > 1
}

struct Group {
    sum: Point,
    members: Vec<u32>,
}

impl Group {
    fn center(&self) -> Point {
        let count = self.members.len() as f64;
        Point::new(self.sum.x / count, self.sum.y / count)
    }

    fn is_near(&self, place: Point, reach: f64) -> bool {
        let center = self.center();
        let (across, down) = (center.x - place.x, center.y - place.y);
        across * across + down * down < reach * reach
    }

    fn absorb(&mut self, mut other: Self) {
        self.sum.x += other.sum.x;
        self.sum.y += other.sum.y;
        self.members.append(&mut other.members);
    }
}

impl From<Group> for Cluster {
    fn from(group: Group) -> Self {
        Self {
            center: group.center(),
            members: in_order(group.members, |number| (0, 0, *number)),
        }
    }
}

/// What to sort by: row, column, number.
type Rank = (i32, i32, u32);

/// The cell of a grid with cells of this size.
fn cell_of(place: Point, size: f64) -> Rank {
    let [row, column] = [place.y, place.x].map(|along| (along / size).floor() as i32);
    (row, column, 0)
}

/// Sorts, keeping the order of equals. One sort for all types, since each would be some kilobytes of Wasm.
fn in_order<T>(items: Vec<T>, rank: impl Fn(&T) -> Rank) -> Vec<T> {
    let mut order: Vec<(Rank, usize)> = items.iter().map(rank).zip(0..).collect();
    order.sort_unstable();
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let taken = order
        .into_iter()
        .map(|(_, index)| items.get_mut(index)?.take());
    taken.flatten().collect()
}

fn join_by_cell(points: Vec<(u32, Point)>, size: f64) -> Vec<Group> {
    let by_cell = in_order(points, |(number, point)| {
        let (row, column, _) = cell_of(*point, size);
        (row, column, *number)
    });
    by_cell
        .chunk_by(|(_, a), (_, b)| cell_of(*a, size) == cell_of(*b, size))
        .map(|chunk| Group {
            sum: chunk.iter().fold(Point::new(0.0, 0.0), |sum, (_, point)| {
                Point::new(sum.x + point.x, sum.y + point.y)
            }),
            members: chunk.iter().map(|(number, _)| *number).collect(),
        })
        .collect()
}

/// One round: each group, the fullest first, takes in the groups within reach that are still free.
fn join_within_reach(groups: Vec<Group>, reach: f64) -> Vec<Group> {
    let groups = in_order(groups, |group| cell_of(group.center(), reach));
    let cells: Vec<Rank> = groups
        .iter()
        .map(|group| cell_of(group.center(), reach))
        .collect();
    let sizes: Vec<usize> = groups.iter().map(|group| group.members.len()).collect();
    let fullest_first = in_order(sizes.into_iter().enumerate().collect(), |(_, size)| {
        (-(*size as i32), 0, 0)
    });

    let mut free: Vec<Option<Group>> = groups.into_iter().map(Some).collect();
    let mut joined = Vec::new();
    for (index, _) in fullest_first {
        let Some(mut group) = free.get_mut(index).and_then(Option::take) else {
            continue;
        };
        let center = group.center();
        let (row, column, _) = cell_of(center, reach);
        for row in row - 1..=row + 1 {
            let start = cells.partition_point(|cell| *cell < (row, column - 1, 0));
            let end = cells.partition_point(|cell| *cell <= (row, column + 1, 0));
            for slot in free.get_mut(start..end).into_iter().flatten() {
                if let Some(near) = slot.take_if(|other| other.is_near(center, reach)) {
                    group.absorb(near);
                }
            }
        }
        joined.push(group);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::project;

    /// Repeatable places with dense spots: the sum of two numbers from a small generator of random numbers.
    fn scattered(count: u32) -> Vec<(u32, Point)> {
        let mut state = 20_041_201_u32;
        let mut next = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(state >> 8) / f64::from(1 << 24)
        };
        (0..count)
            .map(|number| {
                let spread = if number % 3 == 0 { 1.0 } else { 0.15 };
                let point = Point::new(
                    WIDTH * (0.5 + (next() - 0.5) * spread),
                    HEIGHT * (0.4 + (next() - 0.4) * spread),
                );
                (number, point)
            })
            .collect()
    }

    fn viewports() -> Vec<Viewport> {
        let texts = [
            "0,11,1",
            "48,10,2",
            "48,10,4",
            "35,60,8",
            "40,0,32",
            "-20,-60,3.5",
        ];
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    fn at(places: &[(f64, f64)]) -> Vec<(u32, Point)> {
        (0..)
            .zip(places.iter().map(|(x, y)| Point::new(*x, *y)))
            .collect()
    }

    #[test]
    fn every_point_in_the_frame_is_in_exactly_one_cluster() {
        let points = scattered(2_000);
        for viewport in viewports() {
            let clusters = cluster(&points, &viewport);
            let mut members: Vec<u32> = clusters
                .iter()
                .flat_map(|cluster| cluster.members.clone())
                .collect();
            members.sort_unstable();
            let window = viewport.frame().grown(REACH / viewport.zoom());
            let expected: Vec<u32> = points
                .iter()
                .filter(|(_, point)| window.contains(*point))
                .map(|(number, _)| *number)
                .collect();
            assert_eq!(members, expected);
        }
    }

    #[test]
    fn the_order_of_the_points_does_not_matter() {
        let points = scattered(2_000);
        let mut backwards = points.clone();
        backwards.reverse();
        let mut shuffled = points.clone();
        shuffled.sort_by_key(|(number, _)| number.wrapping_mul(2_654_435_761));
        for viewport in viewports() {
            let clusters = cluster(&points, &viewport);
            assert_eq!(clusters, cluster(&backwards, &viewport));
            assert_eq!(clusters, cluster(&shuffled, &viewport));
        }
    }

    #[test]
    fn clusters_are_at_least_the_reach_apart() {
        let points = scattered(2_000);
        for viewport in viewports() {
            let clusters = cluster(&points, &viewport);
            for (index, a) in clusters.iter().enumerate() {
                for b in &clusters[index + 1..] {
                    let apart = (a.center.x - b.center.x).hypot(a.center.y - b.center.y);
                    assert!(
                        apart >= REACH / viewport.zoom() - 1e-9,
                        "{apart} at {viewport}"
                    );
                }
            }
        }
    }

    #[test]
    fn members_are_ascending_and_the_centre_is_their_middle() {
        let points = [(7, Point::new(500.0, 200.0)), (3, Point::new(504.0, 202.0))];
        let clusters = cluster(&points, &Viewport::default());
        assert_eq!(
            clusters,
            [Cluster {
                center: Point::new(502.0, 201.0),
                members: vec![3, 7]
            }]
        );
    }

    #[test]
    fn two_dots_that_do_not_touch_stay_apart() {
        assert_eq!(
            cluster(&at(&[(500.0, 200.0), (511.5, 200.0)]), &Viewport::default()).len(),
            2
        );
        assert_eq!(
            cluster(&at(&[(500.0, 200.0), (510.5, 200.0)]), &Viewport::default()).len(),
            1
        );
    }

    #[test]
    fn zooming_in_parts_a_cluster() {
        let points = [(0, project(48.86, 2.35)), (1, project(50.63, 3.06))];
        assert_eq!(cluster(&points, &Viewport::default()).len(), 1);
        assert_eq!(cluster(&points, &Viewport::new(49.7, 2.7, 8.0)).len(), 2);
    }

    #[test]
    fn points_outside_the_frame_are_left_out() {
        let points = [(0, project(48.86, 2.35)), (1, project(-34.6, -58.4))];
        let clusters = cluster(&points, &Viewport::new(48.86, 2.35, 8.0));
        assert_eq!(
            clusters
                .iter()
                .map(|cluster| &cluster.members)
                .collect::<Vec<_>>(),
            [&[0]]
        );
    }

    #[test]
    fn no_points_give_no_clusters() {
        assert!(cluster(&[], &Viewport::default()).is_empty());
        assert_eq!(viewport_of(&[]), Viewport::default());
    }

    #[test]
    fn a_point_that_is_not_a_number_is_left_out() {
        assert!(cluster(&at(&[(f64::NAN, 1.0)]), &Viewport::default()).is_empty());
    }

    #[test]
    fn opening_a_cluster_shows_all_its_members_apart() {
        let points = scattered(300);
        let place = |number: &u32| points[*number as usize].1;
        for cluster in cluster(&points, &Viewport::default())
            .iter()
            .filter(|cluster| cluster.members.len() > 1)
        {
            let members: Vec<Point> = cluster.members.iter().map(place).collect();
            let opened = viewport_of(&members);
            assert!(opened.zoom() > 1.0);
            assert!(
                members
                    .iter()
                    .all(|member| opened.frame().contains(*member))
            );
            assert!(can_part(&members), "{opened}");
        }
    }

    #[test]
    fn opening_clusters_comes_to_an_end() {
        let place = project(37.57, 126.98);
        let members = [place, place, place];
        let opened = viewport_of(&members);
        assert_eq!(opened.zoom(), Viewport::MAX_ZOOM);
        assert!(opened.frame().contains(place));
        assert!(!can_part(&members));
        assert!(!can_part(&[place]));
    }
}
