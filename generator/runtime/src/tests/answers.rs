//! Which declared answer a response is, by its status and its media type.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::runtime::Payload;
use crate::runtime::Payload::{Empty, Streamed, Whole};
use crate::runtime::answers::{self, Row};

const MIXED: &[Row<Payload>] = &[
    ("200 application/json", Whole),
    ("200 text/plain", Whole),
    ("200 application/stream+json", Streamed),
    ("200 */*", Streamed),
];
const STATUSES: &[Row<Payload>] = &[("200", Whole), ("206", Streamed), ("2XX", Whole)];
const EVENTS: &[Row<Payload>] = &[("200 text/event-stream", Streamed), ("204", Empty)];
const ALIKE: &[Row<Payload>] = &[("201 203", Whole), ("204", Empty)];
const DIFFERENT: &[Row<Payload>] = &[("200", Whole), ("202", Whole), ("204", Empty)];
const TEXTS: &[Row<Payload>] = &[("200 text/yaml", Whole), ("200 application/yaml", Streamed)];

#[test]
fn the_most_specific_answer_is_chosen() {
    let rows = [
        (
            MIXED,
            200,
            "application/json; charset=utf-8",
            "200 application/json",
        ),
        (
            MIXED,
            200,
            "application/problem+json",
            "200 application/json",
        ),
        (
            MIXED,
            200,
            "application/stream+json",
            "200 application/stream+json",
        ),
        (MIXED, 200, "text/plain", "200 text/plain"),
        (MIXED, 200, "image/png", "200 */*"),
        (MIXED, 200, "", "200 application/json"),
        (MIXED, 201, "text/plain", "200 text/plain"),
        (STATUSES, 200, "image/png", "200"),
        (STATUSES, 206, "application/json", "206"),
        (STATUSES, 299, "", "2XX"),
        (EVENTS, 200, "text/event-stream", "200 text/event-stream"),
        (EVENTS, 200, "", "200 text/event-stream"),
        (EVENTS, 200, "text/html", "none"),
        (EVENTS, 204, "", "204"),
        (EVENTS, 201, "application/json", "none"),
        (ALIKE, 203, "", "201 203"),
        (ALIKE, 200, "", "201 203"),
        (DIFFERENT, 201, "application/json", ""),
        (TEXTS, 200, "application/yaml", "200 application/yaml"),
        (TEXTS, 200, "text/html", "none"),
        (&[], 200, "text/plain", ""),
        (&[("204", Empty)], 200, "text/plain", "204"),
    ];
    for (table, status, media_type, expected) in rows {
        let mut headers = HeaderMap::new();
        if !media_type.is_empty() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        }
        let status = StatusCode::from_u16(status).unwrap();
        let found = answers::success(table, status, &headers);
        assert_eq!(
            found.map_or("none", |(key, _)| key),
            expected,
            "{table:?} {status} {media_type}"
        );
    }
}
