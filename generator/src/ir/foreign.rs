//! Types of other crates that a caller can choose for a format.

/// A type that reads and writes the text of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Foreign {
    /// `chrono::NaiveTime` for `time` without an offset.
    ChronoTime,
    /// `jiff::Timestamp` for `date-time`; the offset is not kept.
    JiffTimestamp,
    /// `jiff::civil::Date` for `date`.
    JiffDate,
    /// `jiff::civil::Time` for `time` without an offset.
    JiffTime,
    /// `jiff::SignedDuration` for `duration` without months and years.
    JiffDuration,
    /// `time::OffsetDateTime` for `date-time`, in the runtime's `Rfc3339`.
    TimeDateTime,
    /// `url::Url` for `uri`; it writes what it reads in normal form.
    Url,
    /// `core::net::IpAddr` for `ip`.
    IpAddr,
    /// `core::net::Ipv4Addr` for `ipv4`.
    Ipv4Addr,
    /// `core::net::Ipv6Addr` for `ipv6`.
    Ipv6Addr,
    /// `rust_decimal::Decimal` for `decimal`.
    Decimal,
}
