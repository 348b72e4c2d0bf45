//! What limits are made of: numbers, and ranges that hold both of their ends.

use std::fmt::Display;
use std::ops::{RangeFrom, RangeInclusive, RangeToInclusive};

/// A range as constraints have it: `1..`, `..=9` or `1..=9`.
pub(crate) trait Limits<N> {
    /// The least value allowed.
    fn low(&self) -> Option<N>;

    /// The greatest value allowed.
    fn high(&self) -> Option<N>;
}

impl<N: Copy> Limits<N> for RangeFrom<N> {
    fn low(&self) -> Option<N> {
        Some(self.start)
    }

    fn high(&self) -> Option<N> {
        None
    }
}

impl<N: Copy> Limits<N> for RangeToInclusive<N> {
    fn low(&self) -> Option<N> {
        None
    }

    fn high(&self) -> Option<N> {
        Some(self.end)
    }
}

impl<N: Copy> Limits<N> for RangeInclusive<N> {
    fn low(&self) -> Option<N> {
        Some(*self.start())
    }

    fn high(&self) -> Option<N> {
        Some(*self.end())
    }
}

/// A number that bounds apply to.
pub(crate) trait Number: Copy + PartialOrd + Display {
    /// Whether JSON has such a number.
    fn is_finite(self) -> bool;

    /// Whether the number is a whole multiple of `step`; a step of zero divides everything.
    fn is_multiple(self, step: Self) -> bool;
}

macro_rules! integers {
    ($($ty:ident)*) => { $(
        impl Number for $ty {
            fn is_finite(self) -> bool {
                true
            }

            fn is_multiple(self, step: Self) -> bool {
                self.checked_rem(step).is_none_or(|rest| rest == 0)
            }
        }
    )* };
}
integers! { i8 i16 i32 i64 u8 u16 u32 u64 }

impl Number for f64 {
    fn is_finite(self) -> bool {
        self.is_finite()
    }

    fn is_multiple(self, step: Self) -> bool {
        // 0.3 is a multiple of 0.1 to everybody but the processor.
        let times = self / step;
        step == 0.0 || (times - times.round()).abs() <= 1e-9 * times.abs().max(1.0)
    }
}

impl Number for f32 {
    fn is_finite(self) -> bool {
        self.is_finite()
    }

    fn is_multiple(self, step: Self) -> bool {
        let times = self / step;
        step == 0.0 || (times - times.round()).abs() <= 1e-5 * times.abs().max(1.0)
    }
}
