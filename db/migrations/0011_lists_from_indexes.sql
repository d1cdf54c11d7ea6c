DROP INDEX `invoice_payments_org`;
CREATE INDEX `invoice_payments_org` ON `invoice_payments` (`org_id`,`invoice_id`,`deleted_at`,`charge_id`,`payment_intent_id`);
DROP INDEX `invoices_org_status`;
CREATE INDEX `invoices_org_status` ON `invoices` (`org_id`,`status`,`deleted_at`,`currency`,`amount_remaining`,`issued_at`,`id`);