//! Who gets how much: the problem, the solver and the explanation.

pub mod explain;
