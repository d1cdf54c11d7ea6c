ALTER TABLE `payables_addresses` ADD `left_by_link` text;
ALTER TABLE `payables_addresses` ADD `attach_pdf` integer;--> statement-breakpoint
UPDATE `payables_addresses` SET `left_by_link` = (SELECT json_group_array(`value`) FROM json_each('["invoices","reminders","failures"]') WHERE `value` NOT IN (SELECT `value` FROM json_each(`payables_addresses`.`topics`))) WHERE `topics` IS NOT NULL;
