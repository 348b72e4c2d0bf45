//! A serializer that writes nothing: it goes along a value and compares.

use std::collections::BTreeSet;
use std::fmt::Error;
use std::slice::Iter;

use serde::ser::{Impossible, Serialize, SerializeMap, SerializeSeq, SerializeTuple, Serializer};
use serde_json::{Map, Value};

use super::fit::{Misfit, UNKNOWN};

/// Compares what is written with a value. What is not written as JSON values are is an error.
pub(super) struct Along<'v>(pub(super) &'v Value);

impl<'v> Along<'v> {
    fn scalar(&self, written: impl Into<Value>) -> Result<Misfit, Error> {
        Ok(match (self.0, &written.into()) {
            (value, written) if value == written => Misfit::NONE,
            (Value::Number(x), Value::Number(y)) if x.as_f64() == y.as_f64() => Misfit::NUMBER,
            _ => Misfit::VALUE,
        })
    }

    fn items(&self) -> Result<Items<'v>, Error> {
        let (items, misfit) = match self.0.as_array() {
            Some(items) => (items.as_slice(), Misfit::NONE),
            None => (&[][..], Misfit::VALUE),
        };
        Ok(Items {
            rest: items.iter(),
            misfit,
        })
    }
}

macro_rules! scalars {
    ($($method:ident $type:ty)*) => {
        $(fn $method(self, value: $type) -> Result<Misfit, Error> {
            self.scalar(value)
        })*
    };
}

impl<'v> Serializer for Along<'v> {
    type Ok = Misfit;
    type Error = Error;
    type SerializeSeq = Items<'v>;
    type SerializeTuple = Items<'v>;
    type SerializeTupleStruct = Impossible<Misfit, Error>;
    type SerializeTupleVariant = Impossible<Misfit, Error>;
    type SerializeMap = Fields<'v>;
    type SerializeStruct = Impossible<Misfit, Error>;
    type SerializeStructVariant = Impossible<Misfit, Error>;

    scalars! {
        serialize_bool bool
        serialize_i8 i8 serialize_i16 i16 serialize_i32 i32 serialize_i64 i64
        serialize_u8 u8 serialize_u16 u16 serialize_u32 u32 serialize_u64 u64
        serialize_f64 f64
    }

    /// By way of its text, so that `0.1` is `0.1`.
    fn serialize_f32(self, value: f32) -> Result<Misfit, Error> {
        let digits = value.to_string().parse::<f64>();
        self.scalar(digits.map_err(|_| Error)?)
    }

    fn serialize_char(self, value: char) -> Result<Misfit, Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<Misfit, Error> {
        let is_same = self.0.as_str() == Some(text);
        Ok(if is_same { Misfit::NONE } else { Misfit::VALUE })
    }

    fn serialize_bytes(self, _bytes: &[u8]) -> Result<Misfit, Error> {
        Err(Error)
    }

    fn serialize_none(self) -> Result<Misfit, Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Misfit, Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Misfit, Error> {
        self.scalar(Value::Null)
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<Misfit, Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<Misfit, Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Misfit, Error> {
        let mut misfit = value.serialize(self)?;
        misfit.unknown += usize::from(name == UNKNOWN);
        Ok(misfit)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _value: &T,
    ) -> Result<Misfit, Error> {
        Err(Error)
    }

    fn serialize_seq(self, _len: Option<usize>) -> Result<Items<'v>, Error> {
        self.items()
    }

    fn serialize_tuple(self, _len: usize) -> Result<Items<'v>, Error> {
        self.items()
    }

    fn serialize_tuple_struct(
        self,
        _name: &'static str,
        _len: usize,
    ) -> Result<Impossible<Misfit, Error>, Error> {
        Err(Error)
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<Impossible<Misfit, Error>, Error> {
        Err(Error)
    }

    fn serialize_map(self, _len: Option<usize>) -> Result<Fields<'v>, Error> {
        let fields = self.0.as_object();
        Ok(Fields {
            fields,
            key: String::new(),
            written: BTreeSet::new(),
            misfit: fields.map_or(Misfit::VALUE, |_| Misfit::NONE),
        })
    }

    fn serialize_struct(
        self,
        _name: &'static str,
        _len: usize,
    ) -> Result<Impossible<Misfit, Error>, Error> {
        Err(Error)
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<Impossible<Misfit, Error>, Error> {
        Err(Error)
    }
}

/// Compares items with those of an array.
pub(super) struct Items<'v> {
    rest: Iter<'v, Value>,
    misfit: Misfit,
}

impl SerializeSeq for Items<'_> {
    type Ok = Misfit;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Error> {
        let misfit = match self.rest.next() {
            Some(value) => item.serialize(Along(value))?,
            None => Misfit::VALUE,
        };
        self.misfit = self.misfit.and(misfit);
        Ok(())
    }

    fn end(self) -> Result<Misfit, Error> {
        let is_whole = self.rest.len() == 0;
        Ok(if is_whole { self.misfit } else { Misfit::VALUE })
    }
}

impl SerializeTuple for Items<'_> {
    type Ok = Misfit;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Error> {
        SerializeSeq::serialize_element(self, item)
    }

    fn end(self) -> Result<Misfit, Error> {
        SerializeSeq::end(self)
    }
}

/// Compares properties with those of an object.
pub(super) struct Fields<'v> {
    fields: Option<&'v Map<String, Value>>,
    key: String,
    written: BTreeSet<&'v str>,
    misfit: Misfit,
}

impl SerializeMap for Fields<'_> {
    type Ok = Misfit;
    type Error = Error;

    fn serialize_key<K: Serialize + ?Sized>(&mut self, key: &K) -> Result<(), Error> {
        let key = serde_json::to_value(key).map_err(|_| Error)?;
        self.key = key.as_str().ok_or(Error)?.to_owned();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, property: &T) -> Result<(), Error> {
        let entry = self
            .fields
            .and_then(|fields| fields.get_key_value(&self.key));
        let misfit = match entry {
            Some((key, value)) => {
                self.written.insert(key);
                property.serialize(Along(value))?
            }
            None => Misfit::VALUE,
        };
        self.misfit = self.misfit.and(misfit);
        Ok(())
    }

    fn end(self) -> Result<Misfit, Error> {
        let fields = self.fields.into_iter().flatten();
        let missing = fields.filter(|(key, _)| !self.written.contains(key.as_str()));
        let misfits = missing.map(|(_, value)| {
            if value.is_null() {
                Misfit::NULL
            } else {
                Misfit::PROPERTY
            }
        });
        Ok(misfits.fold(self.misfit, Misfit::and))
    }
}
