# grants: soulseek_rs
# expect: unknown-attribute: bytes_downloaded DownloadStatusDtoQueued
from soulseek_rs_client import SoulseekRs

client = SoulseekRs("http://localhost:9000")
for download in client.download_list().downloads:
    print(download.filename, download.status.bytes_downloaded)  # here
