"""Documents of courses in a workshop."""

from studyapp.models import StoredDocument
from studyapp.services.courses import courses, documents
from studyapp.services.courses.files.storage import Receiving
from tests.jobs.kinds.workshop import Workshop

BOOK = "# Cells\n\n" + "Cells have walls. " * 20 + "\n\n# Leaves\n\n" + "Leaves are green. " * 20


def document(workshop: Workshop, data: bytes = BOOK.encode(), *, name: str = "Cells.md") -> StoredDocument:
    """A document of a new course, which nothing reads yet."""
    with Receiving(workshop.data_dir, most_bytes=10**8) as receiving:
        receiving.write(data)
        file = receiving.finish()
    with workshop.database.write() as session:
        user_id, now = workshop.user_id, workshop.clock()
        course = courses.create_course(session, user_id, name="Botany", now=now)
        return documents.add_document(
            session, user_id, course.id, file, name=name, data_dir=workshop.data_dir, most_bytes=10**9, now=now
        )[0]
