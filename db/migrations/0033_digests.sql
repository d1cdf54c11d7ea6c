ALTER TABLE `outbox` ADD `bundle` text;
CREATE INDEX `outbox_bundle` ON `outbox` (`bundle`) WHERE state = 'bundled';
CREATE INDEX `outbox_bundles_due` ON `outbox` (`not_before`) WHERE state = 'bundled';
