DROP INDEX `invoices_org_status`;
CREATE INDEX `invoices_org_status` ON `invoices` (`org_id`,`status`,`deleted_at`,`currency`,`amount_remaining`,`issued_at`,`id`);