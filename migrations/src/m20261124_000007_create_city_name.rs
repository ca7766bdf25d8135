//! Other names of cities in any script, for search.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("city_name")
                    .col(pk_auto("id"))
                    .col(integer("city_id"))
                    .col(string("name"))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_city_name_city")
                            .from("city_name", "city_id")
                            .to("city", "id")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("uq_city_name_city_id_name")
                    .table("city_name")
                    .col("city_id")
                    .col("name")
                    .unique()
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("city_name").to_owned())
            .await
    }
}
