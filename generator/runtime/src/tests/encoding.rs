//! The style table of OpenAPI 3.0.4, row by row.

use serde_json::{Value, json};

use crate::runtime::{Parameter, Style, style};

fn written(parameter: Parameter, value: Value) -> String {
    style::write(&parameter, &value).unwrap_or_else(|| "left out".to_owned())
}

/// Empty string, string, array, object.
fn row(parameter: Parameter) -> [String; 4] {
    let values = [
        json!(""),
        json!("blue"),
        json!(["blue", "black", "brown"]),
        json!({"R": 100, "G": 200, "B": 150}),
    ];
    values.map(|value| written(parameter, value))
}

#[test]
fn simple() {
    let path = Parameter::path("color");
    assert_eq!(
        row(path),
        ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]
    );
    assert_eq!(
        row(path.explode(true)),
        ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]
    );
    let header = Parameter::header("color");
    assert_eq!(
        row(header),
        ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]
    );
    assert_eq!(
        row(header.explode(true)),
        ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]
    );
}

#[test]
fn label() {
    let path = Parameter::path("color").style(Style::Label);
    assert_eq!(
        row(path),
        [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]
    );
    assert_eq!(
        row(path.explode(true)),
        [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]
    );
}

#[test]
fn matrix() {
    let path = Parameter::path("color").style(Style::Matrix);
    assert_eq!(
        row(path),
        [
            ";color",
            ";color=blue",
            ";color=blue,black,brown",
            ";color=R,100,G,200,B,150"
        ]
    );
    assert_eq!(
        row(path.explode(true)),
        [
            ";color",
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150"
        ]
    );
}

#[test]
fn form() {
    let query = Parameter::query("color");
    let exploded = [
        "color=",
        "color=blue",
        "color=blue&color=black&color=brown",
        "R=100&G=200&B=150",
    ];
    assert_eq!(row(query), exploded);
    assert_eq!(row(query.explode(true)), exploded);
    assert_eq!(
        row(query.explode(false)),
        [
            "color=",
            "color=blue",
            "color=blue,black,brown",
            "color=R,100,G,200,B,150"
        ]
    );
}

#[test]
fn cookies() {
    let cookie = Parameter::cookie("color");
    assert_eq!(written(cookie, json!(["a", "b"])), "color=a; color=b");
    assert_eq!(
        written(cookie.explode(false), json!(["a;b", "c"])),
        "color=a%3Bb,c"
    );
}

#[test]
fn delimited() {
    let space = Parameter::query("color").style(Style::SpaceDelimited);
    assert_eq!(
        written(space, json!(["blue", "black"])),
        "color=blue%20black"
    );
    assert_eq!(
        written(space, json!({"R": 100, "G": 200})),
        "color=R%20100%20G%20200"
    );
    assert_eq!(written(space, json!("blue")), "color=blue");
    let pipe = Parameter::query("color").style(Style::PipeDelimited);
    assert_eq!(
        written(pipe, json!(["blue", "black"])),
        "color=blue%7Cblack"
    );
    assert_eq!(
        written(pipe, json!({"R": 100, "G": 200})),
        "color=R%7C100%7CG%7C200"
    );
    assert_eq!(
        written(pipe.explode(true), json!(["blue", "black"])),
        "color=blue&color=black"
    );
}

/// What only `collectionFormat` of Swagger 2.0 says (Parameter Object).
#[test]
fn delimited_in_any_place() {
    let value = json!(["a b", "c|d"]);
    for (style, path, query, header) in [
        (
            Style::SpaceDelimited,
            "a%20b%20c%7Cd",
            "q=a%20b%20c%7Cd",
            "a b c|d",
        ),
        (
            Style::PipeDelimited,
            "a%20b%7Cc%7Cd",
            "q=a%20b%7Cc%7Cd",
            "a b|c|d",
        ),
        (
            Style::TabDelimited,
            "a%20b%09c%7Cd",
            "q=a%20b%09c%7Cd",
            "a b\tc|d",
        ),
    ] {
        assert_eq!(
            written(Parameter::path("q").style(style), value.clone()),
            path
        );
        assert_eq!(
            written(Parameter::query("q").style(style), value.clone()),
            query
        );
        assert_eq!(
            written(Parameter::header("q").style(style), value.clone()),
            header
        );
    }
    let header = Parameter::header("q").style(Style::PipeDelimited);
    assert_eq!(written(header, json!({"a": 1})), "a|1");
    assert_eq!(written(header, json!("x")), "x");
}

/// OpenAPI 3.2.0, "Style Values": nothing is encoded in a cookie of this style.
#[test]
fn raw_cookies() {
    let cookie = Parameter::cookie("my key").style(Style::Cookie);
    assert_eq!(
        written(cookie, json!("a/b+c d==%20")),
        "my key=a/b+c d==%20"
    );
    assert_eq!(written(cookie, json!(["a", "b"])), "my key=a; my key=b");
    assert_eq!(
        written(cookie.explode(false), json!(["a", "b"])),
        "my key=a,b"
    );
    let greeting = json!({"greeting": "Hello%2C%20world!", "code": 42});
    assert_eq!(
        written(cookie, greeting),
        "greeting=Hello%2C%20world!; code=42"
    );
    for value in [json!("a;b"), json!(["a", "b\r\n"]), json!({"a;": 1})] {
        assert!(style::fault(&cookie, &value).is_some(), "{value}");
        assert_eq!(style::fault(&Parameter::cookie("q"), &value), None);
    }
    assert_eq!(style::fault(&cookie, &json!("a,b")), None);
}

/// OpenAPI 3.2.0, "Parameter Locations": `querystring`.
#[test]
fn the_whole_query() {
    let query = Parameter::query("q").whole();
    let value = json!({"a b": "c d", "list": ["x", "y"], "none": [], "null": null});
    assert_eq!(
        written(query.form(&[]), value.clone()),
        "a%20b=c%20d&list=x&list=y"
    );
    const ENCODING: &[Parameter] = &[Parameter::property("list").explode(false)];
    assert_eq!(
        written(query.form(ENCODING), value.clone()),
        "a%20b=c%20d&list=x,y"
    );
    assert_eq!(written(query.form(&[]), json!({})), "left out");
    assert_eq!(written(query.json(), json!({"a": 1})), "%7B%22a%22%3A1%7D");
    assert_eq!(
        written(query, json!("$.a[?@.b == 1]")),
        "%24.a%5B%3F%40.b%20%3D%3D%201%5D"
    );
    let named = Parameter::query("q").form(&[]);
    assert_eq!(written(named, json!({"a": "x y"})), "q=a%3Dx%2520y");
}

#[test]
fn whole_numbers_have_no_fraction() {
    let query = Parameter::query("q").explode(false);
    let value = json!([1.0, -0.0, 2.5, 100.0, 1e-7, 9_007_199_254_740_993_i64]);
    assert_eq!(written(query, value), "q=1,0,2.5,100,1e-7,9007199254740993");
}

#[test]
fn deep_object() {
    let deep = Parameter::query("color").style(Style::DeepObject);
    assert_eq!(
        written(deep, json!({"R": 100, "G": 200, "B": 150})),
        "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"
    );
    assert_eq!(
        written(deep.explode(true), json!({"a": {"b": 1}})),
        "color%5Ba%5D%5Bb%5D=1"
    );
    assert_eq!(
        written(deep, json!({"a": ["x", null, "y"], "n": null})),
        "color%5Ba%5D%5B%5D=x&color%5Ba%5D%5B%5D=y"
    );
    assert_eq!(
        written(deep, json!({"a": [{"b": 1}]})),
        "color%5Ba%5D%5B0%5D%5Bb%5D=1"
    );
    assert_eq!(
        written(deep, json!({"a b": "c&d"})),
        "color%5Ba%20b%5D=c%26d"
    );
}

#[test]
fn nothing_to_send_is_left_out() {
    for parameter in [
        Parameter::query("q"),
        Parameter::query("q").explode(false),
        Parameter::query("q").style(Style::SpaceDelimited),
        Parameter::query("q").style(Style::DeepObject),
        Parameter::header("q"),
        Parameter::cookie("q"),
    ] {
        for value in [
            json!(null),
            json!([]),
            json!({}),
            json!([null]),
            json!({"a": null}),
        ] {
            assert_eq!(style::write(&parameter, &value), None);
        }
    }
    // In a path there is no leaving out; the empty text is refused there.
    assert_eq!(written(Parameter::path("q"), json!([])), "");
    assert_eq!(written(Parameter::query("q"), json!(["a", null])), "q=a");
}

#[test]
fn values_are_percent_encoded() {
    let query = Parameter::query("the name[]").explode(false);
    assert_eq!(
        written(query, json!(["a b", "c,d", "é/?#&=+%~-._"])),
        "the%20name%5B%5D=a%20b,c%2Cd,%C3%A9%2F%3F%23%26%3D%2B%25~-._"
    );
    assert_eq!(
        written(Parameter::path("p"), json!("a/b;c d%2F..")),
        "a%2Fb%3Bc%20d%252F.."
    );
    assert_eq!(written(Parameter::header("h"), json!("a b/c,é")), "a b/c,é");
    assert_eq!(written(Parameter::query("q"), json!(true)), "q=true");
    assert_eq!(written(Parameter::query("q"), json!(1.5)), "q=1.5");
}

#[test]
fn reserved_characters_can_stay() {
    let query = Parameter::query("q").allow_reserved(true);
    assert_eq!(
        written(query, json!("a/b:c?d=e,f;g@h!$%27()*")),
        "q=a/b:c?d=e,f;g@h!$%27()*"
    );
    let path = Parameter::path("q").allow_reserved(true);
    assert_eq!(
        written(path, json!("a/b?c#d:e@f;g=h,i&j+k%2Fl[m]")),
        "a%2Fb%3Fc%23d:e@f;g=h,i&j+k%2Fl%5Bm%5D"
    );
    let cookie = Parameter::cookie("q").allow_reserved(true);
    assert_eq!(written(cookie, json!("a/b:c=d;e")), "q=a/b:c=d%3Be");
    // What would end the value, or mean something else in a query, is encoded nevertheless.
    assert_eq!(
        written(query, json!("a&b#c+d[e] f")),
        "q=a%26b%23c%2Bd%5Be%5D%20f"
    );
    assert_eq!(
        written(query, json!("50%25 %zz %4é 100%")),
        "q=50%25%20%25zz%20%254%C3%A9%20100%25"
    );
}

#[test]
fn json_parameters() {
    let value = json!({"a": [1, "x y"], "b": null});
    let encoded = "%7B%22a%22%3A%5B1%2C%22x%20y%22%5D%2C%22b%22%3Anull%7D";
    assert_eq!(
        written(Parameter::query("q").json(), value.clone()),
        format!("q={encoded}")
    );
    assert_eq!(written(Parameter::path("q").json(), value.clone()), encoded);
    assert_eq!(
        written(Parameter::header("q").json(), value.clone()),
        value.to_string()
    );
}

#[test]
fn what_is_nested_is_json() {
    let query = Parameter::query("q").explode(false);
    assert_eq!(written(query, json!([[1, 2], "a"])), "q=%5B1%2C2%5D,a");
}
