//! The strongly connected components of a graph: which nodes reach each other.

/// The component of every node, numbered from 0. Two nodes are in one component if each reaches the other.
///
/// `successors` has the targets of every node's edges. Takes time in proportion to nodes and edges (Tarjan 1972), and
/// no stack: chains may be as long as a description.
pub(super) fn of(successors: &[Vec<usize>]) -> Vec<usize> {
    let mut search = Search {
        order: vec![None; successors.len()],
        low: vec![0; successors.len()],
        component: vec![None; successors.len()],
        waiting: Vec::new(),
        reached: 0,
        components: 0,
    };
    for start in 0..successors.len() {
        if search.order[start].is_none() {
            search.from(start, successors);
        }
    }
    search
        .component
        .into_iter()
        .map(Option::unwrap_or_default)
        .collect()
}

struct Search {
    /// When each node was reached; none if it was not yet.
    order: Vec<Option<usize>>,
    /// The earliest waiting node that each one is known to reach, by its order.
    low: Vec<usize>,
    /// The component of each node that has one.
    component: Vec<Option<usize>>,
    /// The nodes without a component, in the order they were reached.
    waiting: Vec<usize>,
    reached: usize,
    components: usize,
}

impl Search {
    fn from(&mut self, start: usize, successors: &[Vec<usize>]) {
        self.reach(start);
        // The nodes on the way from the start, with how many edges of each were followed.
        let mut path = vec![(start, 0)];
        while let Some((node, followed)) = path.last_mut() {
            let node = *node;
            let Some(&next) = successors[node].get(*followed) else {
                path.pop();
                self.leave(node);
                if let Some((before, _)) = path.last() {
                    self.low[*before] = self.low[*before].min(self.low[node]);
                }
                continue;
            };
            *followed += 1;
            match (self.order[next], self.component[next]) {
                (None, _) => {
                    self.reach(next);
                    path.push((next, 0));
                }
                (Some(order), None) => self.low[node] = self.low[node].min(order),
                (Some(_), Some(_)) => {}
            }
        }
    }

    fn reach(&mut self, node: usize) {
        self.order[node] = Some(self.reached);
        self.low[node] = self.reached;
        self.reached += 1;
        self.waiting.push(node);
    }

    /// All that were reached since a node which reaches none before it are a component.
    fn leave(&mut self, node: usize) {
        if self.order[node] != Some(self.low[node]) {
            return;
        }
        while let Some(member) = self.waiting.pop() {
            self.component[member] = Some(self.components);
            if member == node {
                break;
            }
        }
        self.components += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether nodes are in one component, as pairs.
    fn together(successors: &[Vec<usize>], pairs: &[(usize, usize, bool)]) {
        let components = of(successors);
        for &(a, b, expected) in pairs {
            assert_eq!(components[a] == components[b], expected, "{a} {b}");
        }
    }

    #[test]
    fn nodes_that_reach_each_other_are_together() {
        let graph = [
            vec![1],
            vec![2, 3],
            vec![0],
            vec![4],
            vec![5, 3],
            vec![5],
            vec![],
        ];
        together(
            &graph,
            &[
                (0, 1, true),
                (1, 2, true),
                (2, 3, false),
                (3, 4, true),
                (4, 5, false),
                (5, 6, false),
                (0, 6, false),
            ],
        );
        assert!(of(&[]).is_empty());
    }

    #[test]
    fn long_ways_take_neither_time_nor_stack() {
        let length = 500_000;
        let chain: Vec<_> = (1..=length).map(|next| vec![next % length]).collect();
        together(&chain, &[(0, length - 1, true)]);
        let (open, _) = chain.split_at(length - 1);
        let open = [open, &[vec![]]].concat();
        together(&open, &[(0, length - 1, false)]);
    }
}
