-- Looking at an object of Stripe's again and finding it as it was (only its observation number moves) changes no page.
drop trigger stripe_customers_update_version;
create trigger stripe_customers_update_version after update on stripe_customers when old.obs is new.obs or old.raw_sha is not new.raw_sha or old.deleted_at is not new.deleted_at or old.org_id is not new.org_id begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
drop trigger invoices_update_version;
create trigger invoices_update_version after update on invoices when old.obs is new.obs or old.raw_sha is not new.raw_sha or old.deleted_at is not new.deleted_at or old.org_id is not new.org_id begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
drop trigger invoice_payments_update_version;
create trigger invoice_payments_update_version after update on invoice_payments when old.obs is new.obs or old.raw_sha is not new.raw_sha or old.deleted_at is not new.deleted_at or old.org_id is not new.org_id begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
drop trigger charges_update_version;
create trigger charges_update_version after update on charges when old.obs is new.obs or old.raw_sha is not new.raw_sha or old.deleted_at is not new.deleted_at or old.org_id is not new.org_id begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
drop trigger payment_methods_update_version;
create trigger payment_methods_update_version after update on payment_methods when old.obs is new.obs or old.raw_sha is not new.raw_sha or old.deleted_at is not new.deleted_at or old.org_id is not new.org_id begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
