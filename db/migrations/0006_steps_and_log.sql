ALTER TABLE `steps` ADD `retired_at` integer;
CREATE INDEX `audit_log_actor` ON `audit_log` (`actor`);