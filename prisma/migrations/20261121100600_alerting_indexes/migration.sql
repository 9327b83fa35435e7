-- CreateIndex
CREATE INDEX "notification_member_instance_id_episode_idx" ON "notification_member"("instance_id", "episode");

-- CreateIndex
CREATE INDEX "delivery_rate_key_state_created_at_idx" ON "delivery"("rate_key", "state", "created_at");
