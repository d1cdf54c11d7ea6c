ALTER TABLE `outbox` ADD `ended_at` integer;
CREATE INDEX `outbox_sent` ON `outbox` (`sent_at`) WHERE sent_at is not null;
CREATE INDEX `outbox_ended` ON `outbox` (`ended_at`) WHERE ended_at is not null;
CREATE INDEX `outbox_returned` ON `outbox` (`returned_at`) WHERE returned_at is not null;
CREATE INDEX `outbox_created` ON `outbox` (`created_at`);
CREATE INDEX `item_links_created` ON `item_links` (`created_at`);
CREATE INDEX `audit_log_at` ON `audit_log` (`at`);
-- When these ended was not written down until now.
UPDATE `outbox` SET `ended_at` = `created_at` WHERE `state` IN ('failed', 'suppressed', 'dropped');
-- They counted under plain addresses.
DELETE FROM `limits`;
