-- Two restarts at the same time must not both run.
create unique index batch_one_running_execution on batch_job_execution (job_instance_id)
    where status in ('STARTING', 'STARTED', 'STOPPING');
create index batch_executions_of_instance on batch_job_execution (job_instance_id);
create index batch_steps_of_execution on batch_step_execution (job_execution_id, step_name);
create index batch_params_of_execution on batch_job_execution_params (job_execution_id);
create index batch_params_by_value on batch_job_execution_params (parameter_value, parameter_name);
