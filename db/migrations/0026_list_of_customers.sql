DROP INDEX `organizations_name`;
ALTER TABLE `organizations` ADD `without_people` integer DEFAULT true NOT NULL;
CREATE INDEX `organizations_without_people` ON `organizations` (`id`) WHERE without_people = 1;
CREATE INDEX `organizations_name` ON `organizations` (lower(trim("name")),`id`);
CREATE INDEX `invoices_owing` ON `invoices` (`org_id`,`status`,`deleted_at`,`amount_remaining`) WHERE status = 'open' and deleted_at is null and amount_remaining > 0;
CREATE INDEX `people_never_signed_in` ON `people` (`id`) WHERE signed_in_at is null and disabled_at is null;
UPDATE `organizations` SET `without_people` = 0 WHERE `id` IN (SELECT `org_id` FROM `memberships` JOIN `people` ON `people`.`id` = `memberships`.`person_id` WHERE `disabled_at` IS NULL);
