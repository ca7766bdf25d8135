//! When cities last said that their profile is correct, and when they were last asked.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("confirmation")
                    .col(integer("city_id").primary_key())
                    .col(timestamp_with_time_zone_null("confirmed_at"))
                    .col(timestamp_with_time_zone_null("asked_at"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_confirmation_city")
                            .from("confirmation", "city_id")
                            .to("city", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("confirmation").to_owned())
            .await
    }
}
