DROP INDEX `invoice_payments_org`;
CREATE INDEX `invoice_payments_org` ON `invoice_payments` (`org_id`,`invoice_id`,`deleted_at`,`charge_id`,`payment_intent_id`);
ALTER TABLE `invoices` ADD `customer_name` text;
ALTER TABLE `invoices` ADD `first_line` text;
ALTER TABLE `invoices` ADD `line_count` integer DEFAULT 0 NOT NULL;
CREATE INDEX `charges_telling` ON `charges` (`org_id`,`id`,`status`,`amount_refunded`) WHERE deleted_at is null and (amount_refunded > 0 or status = 'pending');
CREATE INDEX `charges_telling_intent` ON `charges` (`org_id`,`payment_intent_id`,`id`,`status`,`amount_refunded`) WHERE deleted_at is null and (amount_refunded > 0 or status = 'pending');
UPDATE `invoices` SET
  `customer_name` = json_extract(`raw`, '$.customer_name'),
  `first_line` = (select substr(`description`, 1, 120) from `invoice_lines` where `invoice_id` = `invoices`.`id` order by `position` limit 1),
  `line_count` = (select count(*) from `invoice_lines` where `invoice_id` = `invoices`.`id`);
