//! Pictures that people send: recognised by their content, held to limits before they are decoded, and written anew, so
//! that nothing of the file itself is ever served.

use std::io::Cursor;

use domain::problem::Problem;
use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder,
    imageops::FilterType,
};
use tokio::{
    sync::Semaphore,
    task::{JoinError, spawn_blocking},
};

/// Bytes of a file that we take, in megabytes.
pub const MOST_MEGABYTES: u16 = 12;
/// Pixels of a picture that we decode, in millions: a decoded one takes 4 bytes for each.
const MOST_MEGAPIXELS: u16 = 40;
/// Pixels along the longer side of what is kept.
const LONGEST_SIDE: u32 = 1_600;
/// Quality of what is kept, of 100.
const QUALITY: u8 = 82;

/// Pictures that are decoded at a time; the others wait, since each takes memory for all its pixels.
static DECODING: Semaphore = Semaphore::const_new(2);

/// A picture as it is kept: JPEG, upright, without what its camera noted.
#[derive(Debug)]
pub struct Kept {
    /// The file.
    pub bytes: Vec<u8>,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// Reads a picture and writes it anew, off the threads that serve.
pub async fn rewrite(bytes: Vec<u8>) -> Result<Result<Kept, Problem>, JoinError> {
    // Never closed, so there is always a permit to come.
    let permit = DECODING.acquire().await.ok();
    spawn_blocking(move || {
        let _permit = permit;
        let picture = decode(&bytes)?;
        drop(bytes);
        encode(picture)
    })
    .await
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, Problem> {
    let mut reader = ImageReader::new(Cursor::new(bytes));
    let format = image::guess_format(bytes).map_err(|_| Problem::NotAPicture)?;
    if !matches!(
        format,
        ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP
    ) {
        return Err(Problem::NotAPicture);
    }
    reader.set_format(format);
    let mut decoder = reader.into_decoder().map_err(|_| Problem::NotAPicture)?;
    // What the file says of its size, before any pixel is decoded.
    let (width, height) = decoder.dimensions();
    let most = u64::from(MOST_MEGAPIXELS) * 1_000_000;
    if u64::from(width) * u64::from(height) > most {
        return Err(Problem::TooManyPixels {
            most: MOST_MEGAPIXELS,
        });
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(most * 8);
    decoder
        .set_limits(limits)
        .map_err(|_| Problem::NotAPicture)?;
    let orientation = decoder.orientation().map_err(|_| Problem::NotAPicture)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Problem::NotAPicture)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn encode(picture: DynamicImage) -> Result<Kept, Problem> {
    let is_large = picture.width().max(picture.height()) > LONGEST_SIDE;
    let picture = match is_large {
        true => picture.resize(LONGEST_SIDE, LONGEST_SIDE, FilterType::Triangle),
        false => picture,
    };
    let picture = picture.into_rgb8();
    let mut bytes = Vec::new();
    let written = JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&picture);
    written.map_err(|_| Problem::NotAPicture)?;
    Ok(Kept {
        bytes,
        width: picture.width(),
        height: picture.height(),
    })
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;

    fn file(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
        let picture = RgbImage::from_fn(width, height, |x, y| Rgb([x as u8, y as u8, 7]));
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[tokio::test]
    async fn pictures_are_written_anew_and_no_larger_than_pages_need() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let mut bytes = file(format, 2_000, 1_000);
            bytes.extend(b"<script>alert(1)</script>");
            let kept = rewrite(bytes).await.unwrap().unwrap();
            assert_eq!((kept.width, kept.height), (1_600, 800));
            assert!(kept.bytes.starts_with(&[0xff, 0xd8]));
            assert!(!kept.bytes.windows(7).any(|part| part == b"<script"));
        }
    }

    #[tokio::test]
    async fn what_is_no_picture_is_refused_whatever_it_is_called() {
        let png = file(ImageFormat::Png, 10, 10);
        let cut = png[..40].to_vec();
        for bytes in [
            b"<html><body>".to_vec(),
            b"PK\x03\x04".to_vec(),
            b"GIF89a".to_vec(),
            Vec::new(),
            cut,
        ] {
            assert_eq!(
                rewrite(bytes).await.unwrap().unwrap_err(),
                Problem::NotAPicture
            );
        }
    }

    #[tokio::test]
    async fn a_bomb_of_pixels_is_refused_before_it_is_decoded() {
        // 20,000 by 20,000 black pixels: 1.2 GB decoded, a head is enough to know.
        let mut png = file(ImageFormat::Png, 1, 1);
        png[16..20].copy_from_slice(&20_000u32.to_be_bytes());
        png[20..24].copy_from_slice(&20_000u32.to_be_bytes());
        let crc = crc(&png[12..29]);
        png[29..33].copy_from_slice(&crc.to_be_bytes());
        let refused = rewrite(png).await.unwrap().unwrap_err();
        assert_eq!(refused, Problem::TooManyPixels { most: 40 });
    }

    /// The checksum of a chunk of PNG (ISO 3309).
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| match crc & 1 {
                1 => (crc >> 1) ^ 0xedb8_8320,
                _ => crc >> 1,
            })
        })
    }
}
