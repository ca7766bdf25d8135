//! Recognitions that cities hold (creative hub, socio-cultural cluster), with their evidence.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("recognition")
                    .col(pk_auto("id"))
                    .col(integer("city_id"))
                    .col(string("kind"))
                    .col(text("evidence"))
                    .col(small_integer("since"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_recognition_city")
                            .from("recognition", "city_id")
                            .to("city", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("uq_recognition_city_id_kind")
                    .table("recognition")
                    .col("city_id")
                    .col("kind")
                    .unique()
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("recognition").to_owned())
            .await
    }
}
