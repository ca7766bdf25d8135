//! The creative fields of a city over time: from a year (inclusive) until another (exclusive).

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("city_field")
                    .col(pk_auto("id"))
                    .col(integer("city_id"))
                    .col(string("field_key"))
                    .col(small_integer("valid_from"))
                    .col(
                        small_integer_null("valid_until")
                            .check(Expr::col("valid_until").gt(Expr::col("valid_from"))),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_city_field_city")
                            .from("city_field", "city_id")
                            .to("city", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_city_field_field")
                            .from("city_field", "field_key")
                            .to("field", "key")
                            .on_delete(ForeignKeyAction::NoAction),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("uq_city_field_city_id_valid_from")
                    .table("city_field")
                    .col("city_id")
                    .col("valid_from")
                    .unique()
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_city_field_field_key")
                    .table("city_field")
                    .col("field_key")
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("city_field").to_owned())
            .await
    }
}
