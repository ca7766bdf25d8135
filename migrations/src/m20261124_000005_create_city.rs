//! Member cities.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("city")
                    .col(pk_auto("id"))
                    .col(string_uniq("slug"))
                    .col(string("name"))
                    .col(string("country_code"))
                    .col(small_integer("designated"))
                    .col(double("lat").check(Expr::col("lat").between(-90, 90)))
                    .col(double("lon").check(Expr::col("lon").between(-180, 180)))
                    .col(integer_null("population"))
                    .col(string("timezone"))
                    .col(integer_null("geonames_id").unique_key())
                    .col(string("confidence"))
                    .col(integer("version").default(1))
                    .col(boolean("edited").default(false))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("updated_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_city_country")
                            .from("city", "country_code")
                            .to("country", "code")
                            .on_delete(ForeignKeyAction::NoAction),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_city_country_code")
                    .table("city")
                    .col("country_code")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("city").to_owned())
            .await
    }
}
