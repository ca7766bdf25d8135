//! Development groups of countries: policy, so dated and sourced. The row with the latest year is in force.

use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("development_group")
                    .col(pk_auto("id"))
                    .col(string("country_code"))
                    .col(string("group_key"))
                    .col(small_integer_null("valid_from"))
                    .col(text("source"))
                    .col(date("recorded_on"))
                    .col(boolean("edited").default(false))
                    .foreign_key(
                        ForeignKey::create()
                            .name("fk_development_group_country")
                            .from("development_group", "country_code")
                            .to("country", "code")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("uq_development_group_country_code_valid_from")
                    .table("development_group")
                    .col("country_code")
                    .col("valid_from")
                    .unique()
                    .to_owned(),
            )
            .await?;
        // A unique index takes two empty years for different ones, so the first entry has one of its own.
        manager
            .create_index(
                Index::create()
                    .name("uq_development_group_first")
                    .table("development_group")
                    .col("country_code")
                    .unique()
                    .and_where(Expr::col("valid_from").is_null())
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("development_group").to_owned())
            .await
    }
}
